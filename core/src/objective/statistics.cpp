#include "objective/statistics.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

#include "objective/squared_norm.hpp"

namespace neural_style {
namespace {

/// Of the mean of the covariance's diagonal, what is added to it.
constexpr double ridge_share = 1e-3;

/// The same of the Gram matrix's: where a picture has no contrast, its covariance is the rounding of a difference.
constexpr double least_ridge_share = 1e-5;

/// Σ = G - μμᵀ
at::Tensor covariance(const Moments& moments) { return moments.gram - at::outer(moments.mean, moments.mean); }

/// Standard deviations of the channels; never quite 0, so that they can be divided by. Where a picture has no contrast,
/// its variances are the rounding of a difference of squares.
at::Tensor deviations(const Moments& moments) {
  const at::Tensor square = moments.gram.diagonal();
  return (square - moments.mean.square()).clamp_min(0).add(tiny + 1e-6 * square.mean().item<double>()).sqrt();
}

at::Tensor unit(const at::Tensor& like) { return at::eye(like.size(0), like.options()); }

/// Eigenvalues, none below `least`, and vectors of a symmetric matrix.
std::pair<at::Tensor, at::Tensor> decompose(const at::Tensor& matrix, double least) {
  auto [values, vectors] = at::linalg_eigh((matrix + matrix.t()) / 2);
  return {values.clamp_min(least), vectors};
}

/// U diag(values) Uᵀ
at::Tensor composed(const at::Tensor& values, const at::Tensor& vectors) {
  return at::mm(vectors * values, vectors.t());
}

}  // namespace

void Moments::add(const Moments& other, double factor) {
  gram = gram.defined() ? gram.add_(other.gram, factor) : other.gram * factor;
  if (other.mean.defined()) {
    mean = mean.defined() ? mean.add_(other.mean, factor) : other.mean * factor;
  }
}

StyleTarget::StyleTarget(Statistics statistics, Loss loss, Moments goal)
    : statistics_(statistics), goal_(std::move(goal)) {
  const auto channels = static_cast<double>(goal_.gram.size(0));
  const bool relative = loss == Loss::relative || statistics != Statistics::gram;
  k_ = relative ? 1 / (squared_norm(goal_.gram) + tiny) : 1 / (4 * channels * channels);
  if (statistics == Statistics::moments) {
    spread_ = deviations(goal_);
    mean_k_ = 1 / (squared_norm(goal_.mean) + tiny);
    spread_k_ = 1 / (squared_norm(spread_) + tiny);
  }
  if (statistics == Statistics::wasserstein) {
    const at::Tensor sigma = covariance(goal_);
    const auto power = goal_.gram.trace().item<double>();
    ridge_ = std::max(ridge_share * sigma.trace().item<double>(), least_ridge_share * power) / channels + tiny;
    const auto [values, vectors] = decompose(sigma + ridge_ * unit(sigma), ridge_);
    root_ = composed(values.sqrt(), vectors);
    k_ = 1 / (power + tiny);
  }
}

StyleTerm StyleTarget::operator()(const Moments& moments) const {
  switch (statistics_) {
    case Statistics::gram:
      return gram_term(moments);
    case Statistics::moments:
      return moments_term(moments);
    case Statistics::wasserstein:
      break;
  }
  return wasserstein_term(moments);
}

StyleTerm StyleTarget::gram_term(const Moments& moments) const {
  at::Tensor difference = moments.gram - goal_.gram;
  return {k_ * squared_norm(difference), difference.mul_(4 * k_), {}};
}

StyleTerm StyleTarget::moments_term(const Moments& moments) const {
  StyleTerm term = gram_term(moments);
  const at::Tensor off = moments.mean - goal_.mean;
  const at::Tensor spread = deviations(moments);
  const at::Tensor wide = spread - spread_;
  term.value += mean_k_ * squared_norm(off) + spread_k_ * squared_norm(wide);
  // Of σ² = G_cc - μ²: dσ_c/df_c = w/Σw (f_c - μ_c) / σ_c.
  const at::Tensor pull = 2 * spread_k_ * wide / spread;
  term.matrix.diagonal().add_(pull);
  term.vector = 2 * mean_k_ * off - pull * moments.mean;
  return term;
}

StyleTerm StyleTarget::wasserstein_term(const Moments& moments) const {
  const at::Tensor sigma = covariance(moments);
  const at::Tensor off = moments.mean - goal_.mean;
  const at::Tensor product = at::mm(root_, at::mm(sigma + ridge_ * unit(sigma), root_));
  const auto [values, vectors] = decompose(product, ridge_ * ridge_);
  const at::Tensor roots = values.sqrt();
  const double traces =
      sigma.trace().item<double>() + ridge_ * static_cast<double>(sigma.size(0)) + squared_norm(root_);  // tr Σ'
  const double value = squared_norm(off) + traces - 2 * roots.sum(at::kDouble).item<double>();
  // With T = Σ'^½ (Σ'^½ Σ Σ'^½)^-½ Σ'^½, which moves the one Gaussian onto the other: dW₂²/dΣ = 1 - T.
  const at::Tensor moved = at::mm(root_, vectors);
  const at::Tensor slope = unit(sigma) - composed(roots.reciprocal(), moved);
  // A distance; but between neighbours it is the rounding of a difference.
  return {k_ * std::max(value, 0.0), 2 * k_ * slope, 2 * k_ * (off - at::mv(slope, moments.mean))};
}

}  // namespace neural_style
