// The network: features and the gradient to the picture, each layer by itself, against LibTorch's autograd.
#include "network/vgg19.hpp"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

#include <string>

#include "support/embedded_model.hpp"
#include "support/recorded_objective.hpp"

namespace neural_style {
namespace {

const Checkpoint go_on = [] {};

at::Tensor random_picture(int height, int width, at::ScalarType type) {
  at::manual_seed(7);
  return (at::rand({1, 3, height, width}, at::kDouble) * 255).to(type);
}

double relative_error(const at::Tensor& found, const at::Tensor& expected) {
  return ((found.to(at::kDouble) - expected.to(at::kDouble)).norm() / expected.to(at::kDouble).norm()).item<double>();
}

/// Error of the gradient of Σ c·F, with random c, for each layer by itself.
void compare_every_layer(Pooling pooling, Padding padding, at::ScalarType type, double bound) {
  Settings settings;
  settings.pooling = pooling;
  settings.padding = padding;
  const Vgg19 network(embedded_weights(), pooling, padding, type);
  const at::Tensor input = random_picture(37, 50, at::kDouble);  // odd on the way down: 37, 19, 10, 5, 3
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    at::Tensor recorded_input = input.clone().set_requires_grad(true);
    const at::Tensor expected_features = recorded_features(embedded_weights(), recorded_input, settings)[layer];
    const at::Tensor c = at::randn(expected_features.sizes(), at::kDouble);
    const at::Tensor expected =
        torch::autograd::grad({(c * expected_features).sum()}, {recorded_input}).front().detach();

    const at::NoGradGuard no_gradient;
    Features features = network.forward(input.to(type), layer, go_on);
    EXPECT_LT(relative_error(features[layer], expected_features), bound) << layer_names[layer];
    const at::Tensor found = network.backward(
        features, [&](std::size_t at, const at::Tensor&) { return at == layer ? c.to(type) : at::Tensor(); }, go_on);
    EXPECT_LT(relative_error(found, expected), bound) << layer_names[layer];
  }
}

TEST(Vgg19, MatchesAutogradInEveryLayerInFloat64) {
  compare_every_layer(Pooling::average, Padding::zeros, at::kDouble, 1e-6);
  compare_every_layer(Pooling::average, Padding::replicate, at::kDouble, 1e-6);
  compare_every_layer(Pooling::max, Padding::zeros, at::kDouble, 1e-6);
}

TEST(Vgg19, MatchesAutogradInEveryLayerInFloat32) {
  compare_every_layer(Pooling::average, Padding::zeros, at::kFloat, 1e-3);
  compare_every_layer(Pooling::average, Padding::replicate, at::kFloat, 1e-3);
}

TEST(Vgg19, SinglePixelPassesThrough) {
  const at::NoGradGuard no_gradient;
  const Vgg19 network(embedded_weights(), Pooling::average, Padding::replicate, at::kFloat);
  Features features = network.forward(random_picture(1, 1, at::kFloat), layer_count - 1, go_on);
  EXPECT_EQ(features.back().sizes(), (std::vector<std::int64_t>{1, 512, 1, 1}));
  const at::Tensor gradient = network.backward(
      features,
      [](std::size_t layer, const at::Tensor& values) {
        return layer == layer_count - 1 ? at::ones_like(values) : at::Tensor();
      },
      go_on);
  EXPECT_EQ(gradient.sizes(), (std::vector<std::int64_t>{1, 3, 1, 1}));
}

TEST(Vgg19, AsksTheCheckpointBetweenLayers) {
  const at::NoGradGuard no_gradient;
  const Vgg19 network(embedded_weights(), Pooling::average, Padding::zeros, at::kFloat);
  int asked = 0;
  Features features = network.forward(random_picture(16, 16, at::kFloat), layer_count - 1, [&] { ++asked; });
  EXPECT_EQ(asked, static_cast<int>(layer_count));
  struct Enough {};
  EXPECT_THROW(network.forward(random_picture(16, 16, at::kFloat), layer_count - 1,
                               [&] {
                                 if (++asked > 15) {
                                   throw Enough{};
                                 }
                               }),
               Enough);
}

}  // namespace
}  // namespace neural_style
