#include "objective/temporal.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "network/borrowed.hpp"
#include "optimise/pieces.hpp"
#include "stylize/picture_tensor.hpp"

namespace neural_style {
namespace {

constexpr std::size_t colors = 3;

double square(double value) { return value * value; }

}  // namespace

TemporalTerm::TemporalTerm(Planes target, Mask weight) : target_(std::move(target)), weight_(std::move(weight)) {
  const std::size_t pixels = target_.size() / colors;
  if (weight_.empty()) {
    weight_ = Mask(static_cast<int>(pixels), 1);
    std::ranges::fill(weight_.samples(), 1.0F);
  }
  const std::span<const float> w = weight_.samples();
  trusted_ = sum_of_terms(pixels, [&](std::size_t i) { return double{w[i]}; });
  if (trusted_ <= 0) {
    return;
  }
  double contrast = 0;
  double squares = 0;
  for (std::size_t color = 0; color < colors; ++color) {
    const std::span<const float> y = std::span(target_).subspan(color * pixels, pixels);
    const double mean = sum_of_terms(pixels, [&](std::size_t i) { return double{w[i]} * double{y[i]}; }) / trusted_;
    contrast += sum_of_terms(pixels, [&](std::size_t i) { return double{w[i]} * square(y[i] - mean); });
    squares += sum_of_terms(pixels, [&](std::size_t i) { return double{w[i]} * square(y[i]); });
  }
  // One colour has no variance to divide by: not less than a hundredth of |y|², as for the content, and a level.
  contrast = std::max({contrast, 0.01 * squares, colors * trusted_});
  k_ = trusted_ / static_cast<double>(pixels) / contrast;
}

double TemporalTerm::operator()(const Planes& picture, double factor, Planes* gradient) const {
  const std::span<const float> w = weight_.samples();
  double sum = 0;
  for (std::size_t begin = 0; begin < target_.size(); begin += w.size()) {
    const std::span<const float> x = std::span(picture).subspan(begin, w.size());
    const std::span<const float> y = std::span(target_).subspan(begin, w.size());
    sum += sum_of_terms(w.size(), [&](std::size_t i) { return double{w[i]} * square(double{x[i]} - double{y[i]}); });
    if (gradient != nullptr) {
      const std::span<float> slope = std::span(*gradient).subspan(begin, w.size());
      const auto twice = static_cast<float>(2 * k_ * factor);
      for_pieces(w.size(), [&](std::size_t first, std::size_t end) {
        for (std::size_t i = first; i < end; ++i) {
          slope[i] += twice * w[i] * (x[i] - y[i]);
        }
      });
    }
  }
  return k_ * sum;
}

void TemporalTerm::lay_over(Planes& picture) const {
  const std::size_t pixels = weight_.samples().size();
  for (std::size_t i = 0; i < target_.size(); ++i) {
    picture[i] += weight_.samples()[i % pixels] * (target_[i] - picture[i]);
  }
}

TemporalTermOnCard::TemporalTermOnCard(const TemporalTerm& term, int height, int width, at::Device device)
    : k_(term.k_) {
  if (term.trusted_ > 0) {
    target_ = tensor_view(term.target_, height, width).to(device);
    weight_ = borrowed(term.weight_.samples(), {1, 1, height, width}).to(device);
  }
}

double TemporalTermOnCard::operator()(const at::Tensor& picture, double factor, at::Tensor* gradient) const {
  if (!target_.defined()) {
    return 0;
  }
  const at::Tensor off = picture - target_;
  const at::Tensor pull = off * weight_;
  if (gradient != nullptr) {
    gradient->add_(pull, 2 * k_ * factor);
  }
  return k_ * (pull * off).sum(at::kDouble).item<double>();
}

}  // namespace neural_style
