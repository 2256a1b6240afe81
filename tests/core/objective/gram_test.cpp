// Gram matrices and the product of their gradient against sums written out.
#include "objective/gram.hpp"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace neural_style {
namespace {

at::Tensor channels_last(const at::Tensor& features) { return features.contiguous(at::MemoryFormat::ChannelsLast); }

TEST(Gram, OfTwoPositionsByHand) {
  // f at the first position (1, 2), at the second (3, -1)
  const at::Tensor features = channels_last(at::tensor({1.0F, 3.0F, 2.0F, -1.0F}).reshape({1, 2, 1, 2}));
  const at::Tensor expected = at::tensor({10.0F, -1.0F, -1.0F, 5.0F}).reshape({2, 2});
  EXPECT_TRUE(at::allclose(GramSums().of(features, {}), expected));
}

TEST(Gram, WeightsPositions) {
  const at::Tensor features = channels_last(at::tensor({1.0F, 3.0F, 2.0F, -1.0F}).reshape({1, 2, 1, 2}));
  const at::Tensor only_first = at::tensor({1.0F, 0.0F}).reshape({1, 1, 1, 2});
  const at::Tensor expected = at::tensor({1.0F, 2.0F, 2.0F, 4.0F}).reshape({2, 2});
  EXPECT_TRUE(at::allclose(GramSums().of(features, only_first), expected));
}

TEST(Gram, ManyBlocksOfPositionsAddUp) {
  at::manual_seed(1);
  const at::Tensor features = channels_last(at::rand({1, 8, 210, 190}, at::kDouble));  // more than two blocks
  const at::Tensor f = features.reshape({8, -1});
  EXPECT_TRUE(at::allclose(GramSums().of(features, {}), at::mm(f, f.t()), 1e-12, 1e-12));
}

/// In float32, where our own kernels do the work, against float64, where LibTorch does.
TEST(Gram, OfEveryLayersChannelsWholeAndInPart) {
  at::manual_seed(3);
  for (const std::int64_t channels : {64, 128, 256, 512}) {
    const at::Tensor features = channels_last(at::rand({1, channels, 37, 41}, at::kDouble) - 0.3);
    const at::Tensor weight = at::rand({1, 1, 37, 41}, at::kDouble);
    for (const auto& box : {std::array{0, 0, 37, 41}, {3, 5, 31, 41}, {36, 40, 37, 41}}) {
      const auto part = [&](const at::Tensor& of) { return of.slice(2, box[0], box[2]).slice(3, box[1], box[3]); };
      for (const bool weighted : {false, true}) {
        const at::Tensor counts = weighted ? weight : at::Tensor();
        const at::Tensor expected = GramSums().of(part(features), weighted ? part(weight) : counts);
        const at::Tensor found =
            GramSums().of(part(features.to(at::kFloat)), weighted ? part(weight.to(at::kFloat)) : counts);
        EXPECT_TRUE(at::allclose(found.to(at::kDouble), expected, 1e-5, 1e-4)) << channels << ' ' << box[0];
      }
    }
  }
}

TEST(Gram, ProductOfEveryLayersChannelsWholeAndInPart) {
  at::manual_seed(4);
  for (const std::int64_t channels : {64, 128, 256, 512}) {
    const at::Tensor features = channels_last(at::rand({1, channels, 37, 41}, at::kDouble) - 0.3);
    const at::Tensor weight = at::rand({1, 1, 37, 41}, at::kDouble);
    const at::Tensor half = at::rand({channels, channels}, at::kDouble);
    const at::Tensor matrix = half + half.t();
    for (const auto& box : {std::array{0, 0, 37, 41}, {3, 5, 31, 41}, {36, 40, 37, 41}}) {
      const auto part = [&](const at::Tensor& of) { return of.slice(2, box[0], box[2]).slice(3, box[1], box[3]); };
      const at::Tensor expected = channels_last(at::ones_like(features));
      const at::Tensor found = expected.to(at::kFloat);
      GramSums().add_product(part(features), part(weight), matrix, part(expected));
      GramSums().add_product(part(features.to(at::kFloat)), part(weight.to(at::kFloat)), matrix.to(at::kFloat),
                             part(found));
      EXPECT_TRUE(at::allclose(found.to(at::kDouble), expected, 1e-5, 1e-3)) << channels << ' ' << box[0];
    }
  }
}

TEST(Gram, ProductIsTheGradientOfTheSquaredDifference) {
  at::manual_seed(2);
  const at::Tensor features = channels_last(at::rand({1, 5, 4, 3}, at::kDouble));
  const at::Tensor weight = at::rand({1, 1, 4, 3}, at::kDouble);
  GramSums sums;
  const at::Tensor goal = sums.of(channels_last(at::rand({1, 5, 4, 3}, at::kDouble)), {});
  const double k = 0.7;
  const auto loss = [&](const at::Tensor& values) {
    return k * (sums.of(values, weight) - goal).square().sum().item<double>();
  };
  const at::Tensor gradient = channels_last(at::zeros_like(features));
  sums.add_product(features, weight, (sums.of(features, weight) - goal) * (4 * k), gradient);
  const double h = 1e-6;
  for (int channel = 0; channel < 5; ++channel) {
    for (int x = 0; x < 3; ++x) {
      at::Tensor moved = features.clone();
      moved[0][channel][2][x] += h;
      const double up = loss(moved);
      moved[0][channel][2][x] -= 2 * h;
      EXPECT_NEAR((up - loss(moved)) / (2 * h), gradient[0][channel][2][x].item<double>(), 1e-6);
    }
  }
}

}  // namespace
}  // namespace neural_style
