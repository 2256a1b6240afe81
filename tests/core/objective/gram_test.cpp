// Gram matrices against sums written out.
#include "objective/gram.hpp"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace neural_style {
namespace {

at::Tensor channels_last(const at::Tensor& features) { return features.contiguous(at::MemoryFormat::ChannelsLast); }

TEST(Gram, OfTwoPositionsByHand) {
  // f at the first position (1, 2), at the second (3, -1)
  const at::Tensor features = channels_last(at::tensor({1.0F, 3.0F, 2.0F, -1.0F}).reshape({1, 2, 1, 2}));
  const at::Tensor expected = at::tensor({5.0F, -0.5F, -0.5F, 2.5F}).reshape({2, 2});
  EXPECT_TRUE(at::allclose(gram_matrix(features, {}), expected));
}

TEST(Gram, WeightsPositions) {
  const at::Tensor features = channels_last(at::tensor({1.0F, 3.0F, 2.0F, -1.0F}).reshape({1, 2, 1, 2}));
  const at::Tensor only_first = at::tensor({1.0F, 0.0F}).reshape({1, 1, 1, 2});
  const at::Tensor expected = at::tensor({1.0F, 2.0F, 2.0F, 4.0F}).reshape({2, 2});
  EXPECT_TRUE(at::allclose(gram_matrix(features, only_first), expected));
}

TEST(Gram, ManyBlocksOfPositionsAddUp) {
  at::manual_seed(1);
  const at::Tensor features = channels_last(at::rand({1, 8, 210, 190}, at::kDouble));  // more than two blocks
  const at::Tensor f = features.reshape({8, -1});
  EXPECT_TRUE(at::allclose(gram_matrix(features, {}), at::mm(f, f.t()) / (210 * 190), 1e-12, 1e-12));
}

TEST(Gram, GradientIsThatOfTheSquaredDifference) {
  at::manual_seed(2);
  const at::Tensor features = channels_last(at::rand({1, 5, 4, 3}, at::kDouble));
  const at::Tensor weight = at::rand({1, 1, 4, 3}, at::kDouble);
  const at::Tensor goal = gram_matrix(channels_last(at::rand({1, 5, 4, 3}, at::kDouble)), {});
  const double k = 0.7;
  const auto loss = [&](const at::Tensor& values) {
    return k * (gram_matrix(values, weight) - goal).square().sum().item<double>();
  };
  const at::Tensor gradient = gram_gradient(features, weight, gram_matrix(features, weight) - goal, k);
  const double h = 1e-6;
  for (int channel = 0; channel < 5; ++channel) {
    for (int x = 0; x < 3; ++x) {
      at::Tensor moved = features.clone();
      moved[0][channel][2][x] += h;
      const double up = loss(moved);
      moved[0][channel][2][x] -= 2 * h;
      EXPECT_NEAR((up - loss(moved)) / (2 * h), gradient[0][channel][2][x].item<double>(), 1e-8);
    }
  }
}

}  // namespace
}  // namespace neural_style
