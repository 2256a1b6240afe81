// The distances of moments: 0 at the goal, positive elsewhere, and their gradients against finite differences.
#include "objective/statistics.hpp"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace neural_style {
namespace {

constexpr std::array all_statistics = {Statistics::gram, Statistics::moments, Statistics::wasserstein};

/// Features of 6 channels at some positions, not negative, as after a ReLU.
at::Tensor features(std::uint64_t seed, std::int64_t positions = 40) {
  at::manual_seed(seed);
  const at::Tensor mixed = at::mm(at::rand({6, 6}, at::kDouble) - 0.3, at::rand({6, positions}, at::kDouble));
  return mixed.clamp_min(0);
}

at::Tensor weights(std::int64_t positions = 40) {
  at::manual_seed(9);
  return at::rand({positions}, at::kDouble);
}

Moments moments_of(const at::Tensor& f, const at::Tensor& w) {
  const at::Tensor sum = w.sum();
  return {at::mm(f * w, f.t()) / sum, at::mv(f, w) / sum};
}

double distance(Statistics statistics, const Moments& goal, const Moments& moments) {
  return StyleTarget(statistics, Loss::relative, goal)(moments).value;
}

TEST(Statistics, NothingIsApartFromItself) {
  const Moments goal = moments_of(features(1), weights());
  const Moments other = moments_of(features(2), weights());
  for (const Statistics statistics : all_statistics) {
    EXPECT_NEAR(distance(statistics, goal, goal), 0, 1e-9);
    EXPECT_GT(distance(statistics, goal, other), 1e-3);
  }
}

TEST(Statistics, GradientIsThatOfTheFeatures) {
  const at::Tensor w = weights();
  const Moments goal = moments_of(features(1), w);
  for (const Statistics statistics : all_statistics) {
    SCOPED_TRACE(static_cast<int>(statistics));
    const StyleTarget target(statistics, Loss::relative, goal);
    const at::Tensor f = features(2);
    const StyleTerm term = target(moments_of(f, w));
    at::Tensor found = at::mm(term.matrix, f);
    if (term.vector.defined()) {
      found = found + term.vector.unsqueeze(1);
    }
    found = found * (w / w.sum());
    // Central differences, of every feature.
    constexpr double h = 1e-5;
    at::Tensor expected = at::zeros_like(f);
    for (std::int64_t i = 0; i < f.numel(); ++i) {
      const auto moved = [&](double by) {
        at::Tensor other = f.clone();
        other.view(-1)[i] += by;
        return target(moments_of(other, w)).value;
      };
      expected.view(-1)[i] = (moved(h) - moved(-h)) / (2 * h);
    }
    EXPECT_LT(((found - expected).norm() / expected.norm()).item<double>(), 1e-5);
  }
}

TEST(Statistics, WassersteinOfDiagonalGaussiansByHand) {
  // Independent channels: |μ-μ'|² + Σ (σ-σ')², here over the mean of |f'|² = |μ'|² + Σ σ'².
  const auto gaussian = [](double mean, double deviation) {
    const at::Tensor means = at::full({2}, mean, at::kDouble);
    return Moments{at::outer(means, means) + deviation * deviation * at::eye(2, at::kDouble), means};
  };
  const double expected = (2 * 0.5 * 0.5 + 2 * 1.0 * 1.0) / (2 * 1.0 + 2 * 4.0);
  // The ridge moves it a little.
  EXPECT_NEAR(distance(Statistics::wasserstein, gaussian(1, 2), gaussian(1.5, 3)), expected, 2e-3);
}

TEST(Statistics, MomentsSeeWhatGramMatricesHide) {
  // Features ±1 and a constant 1 have one Gram matrix.
  const at::Tensor even = at::ones({1, 10}, at::kDouble);
  at::Tensor mixed = even.clone();
  mixed.slice(1, 0, 5).neg_();
  const at::Tensor w = at::ones({10}, at::kDouble);
  EXPECT_NEAR(distance(Statistics::gram, moments_of(even, w), moments_of(mixed, w)), 0, 1e-12);
  EXPECT_GT(distance(Statistics::moments, moments_of(even, w), moments_of(mixed, w)), 0.1);
  EXPECT_GT(distance(Statistics::wasserstein, moments_of(even, w), moments_of(mixed, w)), 0.1);
}

TEST(Statistics, FlatAndFewFeaturesGiveFiniteNumbers) {
  const at::Tensor w = weights(3);
  const std::array<at::Tensor, 3> some = {at::zeros({6, 3}, at::kFloat), at::ones({6, 3}, at::kFloat),
                                          features(1, 3).to(at::kFloat)};
  for (const Statistics statistics : all_statistics) {
    for (const at::Tensor& goal : some) {
      for (const at::Tensor& f : some) {
        const at::Tensor weight = w.to(at::kFloat);
        const StyleTerm term = StyleTarget(statistics, Loss::relative, moments_of(goal, weight))(moments_of(f, weight));
        EXPECT_TRUE(std::isfinite(term.value));
        EXPECT_TRUE(at::isfinite(term.matrix).all().item<bool>());
        EXPECT_TRUE(!term.vector.defined() || at::isfinite(term.vector).all().item<bool>());
      }
    }
  }
}

}  // namespace
}  // namespace neural_style
