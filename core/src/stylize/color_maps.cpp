#include "stylize/color_maps.hpp"

#include <algorithm>
#include <cmath>

namespace neural_style {
namespace {

/// Lightness closer than this to an end of the range counts as there: the logit has no value at the ends themselves.
constexpr double end = 0.002;

/// A deviation below which nobody sees colour or light and dark, a quarter of what can just be seen: to stretch it to
/// another's would show noise.
constexpr double unseen = 0.005;

/// Of the blur before a rearrangement: what can just be seen.
constexpr double seen = 0.02;

/// Steps of a bisection: to the last digits.
constexpr int halvings = 50;

double logit(double lightness) {
  const double inside = std::clamp(lightness, end, 1 - end);
  return std::log(inside / (1 - inside));
}

double logistic(double value) { return 1 / (1 + std::exp(-value)); }

double itself(double value) { return value; }

/// Where a rising function, below 0 at `low` and above it at `high`, is 0.
template <class Function>
double zero_of(const Function& function, double low, double high) {
  for (int i = 0; i < halvings; ++i) {
    const double middle = (low + high) / 2;
    (function(middle) < 0 ? low : high) = middle;
  }
  return (low + high) / 2;
}

/// f(eigenvalue), least `floor`, in place of each eigenvalue of a symmetric matrix.
template <class Function>
cv::Matx33d of_eigenvalues(const cv::Matx33d& matrix, const Function& function) {
  cv::Vec3d values;
  cv::Matx33d vectors;  // a row each
  cv::eigen(matrix, values, vectors);
  cv::Matx33d diagonal;
  for (int i = 0; i < 3; ++i) {
    diagonal(i, i) = function(values[i]);
  }
  return vectors.t() * diagonal * vectors;
}

cv::Matx33d root(const cv::Matx33d& matrix) {
  return of_eigenvalues(matrix, [](double value) { return std::sqrt(std::max(0.0, value)); });
}

}  // namespace

LightnessCurve::LightnessCurve(const Distribution& from, const Distribution& to) {
  const ChannelMoments wanted = to.moments(itself);
  const auto moments = [&](double shift, double slope) {
    return from.moments([&](double lightness) { return logistic(shift + slope * logit(lightness)); });
  };
  // With the mean kept, a steeper curve always spreads the values further.
  constexpr double steepest = 16;
  const auto shift_for = [&](double slope) {
    const double reach = steepest * logit(1) + logit(1);
    return zero_of([&](double shift) { return moments(shift, slope).mean - wanted.mean; }, -reach, reach);
  };
  if (from.moments(itself).deviation > unseen) {
    slope_ = zero_of([&](double slope) { return moments(shift_for(slope), slope).deviation - wanted.deviation; }, 0,
                     steepest);
  }
  shift_ = shift_for(slope_);
}

double LightnessCurve::operator()(double lightness) const { return logistic(shift_ + slope_ * logit(lightness)); }

LinearColors::LinearColors(const ColorMoments& from, const ColorMoments& to) : from_(from.mean), to_(to.mean) {
  const cv::Matx33d own =
      of_eigenvalues(from.covariance, [](double value) { return std::max(value, unseen * unseen); });
  const cv::Matx33d own_root = root(own);
  const cv::Matx33d inverse_root = own_root.inv();
  map_ = inverse_root * root(own_root * to.covariance * own_root) * inverse_root;
}

Rearrangement::Rearrangement(const Distribution& sharp_from, const Distribution& sharp_to) {
  const Distribution from = sharp_from.blurred(seen);
  const Distribution to = sharp_to.blurred(seen);
  double below = 0;     // share of `from` below the bin at hand
  double to_below = 0;  // share of `to` below the bin `j`
  std::size_t j = 0;
  for (std::size_t i = 0; i < Distribution::bins; ++i) {
    const double share = from.share(i);
    if (share <= 0) {
      continue;
    }
    const double middle = std::min(below + share / 2, 1 - 1e-9);  // the sums may be less than 1 by rounding
    while (j + 1 < Distribution::bins && to_below + to.share(j) < middle) {
      to_below += to.share(j);
      ++j;
    }
    const double within = std::clamp((middle - to_below) / std::max(to.share(j), 1e-12), 0.0, 1.0);
    from_.push_back(Distribution::center(i));
    to_.push_back(Distribution::center(j) + (within - 0.5) * Distribution::bin_width);
    below += share;
  }
}

double Rearrangement::operator()(double value) const {
  const auto next = std::ranges::upper_bound(from_, value);
  if (next == from_.begin()) {
    return to_.front() + value - from_.front();
  }
  if (next == from_.end()) {
    return to_.back() + value - from_.back();
  }
  const auto i = next - from_.begin();
  const auto at = [&](const std::vector<double>& values, std::ptrdiff_t index) {
    return values[static_cast<std::size_t>(index)];
  };
  const double share = (value - at(from_, i - 1)) / (at(from_, i) - at(from_, i - 1));
  return std::lerp(at(to_, i - 1), at(to_, i), share);
}

}  // namespace neural_style
