// The networks: features and the gradient to the picture, each layer by itself, against LibTorch's autograd.
#include "network/vgg19.hpp"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>

#include "bench/recorded.hpp"
#include "network/cpu/cpu_vgg19.hpp"
#include "network/onednn/has_bfloat16.hpp"
#include "network/onednn/onednn_vgg19.hpp"
#include "support/embedded_model.hpp"
#include "support/kernel_sets.hpp"

namespace neural_style {
namespace {

const Checkpoint go_on = [] {};

at::Tensor random_picture(int height, int width, at::ScalarType type, std::uint64_t seed = 7) {
  at::manual_seed(seed);
  return (at::rand({1, 3, height, width}, at::kDouble) * 255).to(type);
}

double relative_error(const at::Tensor& found, const at::Tensor& expected) {
  return ((found.to(at::kDouble) - expected.to(at::kDouble)).norm() / expected.to(at::kDouble).norm()).item<double>();
}

LayerSet only(std::size_t layer) { return LayerSet().set(layer); }

Settings with(Pooling pooling, Padding padding) {
  Settings settings;
  settings.pooling = pooling;
  settings.padding = padding;
  return settings;
}

/// The network's features of every layer that it has, in float64, after a look at their error.
Features checked_features(const RecordedNetwork& recorded, Network& network, const at::Tensor& picture, double bound) {
  const at::NoGradGuard no_gradient;
  const auto expected = recorded.features(picture);
  Features features = network.forward(picture.to(network.type()), network.layers(), go_on);
  for (const std::size_t layer : way_to(network.layers(), network.layers())) {
    features[layer] = features[layer].to(at::kDouble, /*non_blocking=*/false, /*copy=*/true);
    EXPECT_LT(relative_error(features[layer], expected[layer]), bound) << layer_names[layer];
  }
  return features;
}

/// Error of features, and of the gradient of Σ c·F, with random c, for each layer by itself.
void compare_every_layer(Network& network, Pooling pooling, Padding padding, double bound,
                         const NetworkWeights& weights = embedded_weights()) {
  const RecordedNetwork recorded(weights, with(pooling, padding), at::kDouble);
  const at::Tensor input = random_picture(37, 50, at::kDouble);  // odd on the way down: 37, 19, 10, 5, 3
  const Features choices = checked_features(recorded, network, input, bound);
  for (const std::size_t layer : way_to(network.layers(), network.layers())) {
    at::Tensor recorded_input = input.clone().set_requires_grad(true);
    const at::Tensor recorded_features = recorded.features(recorded_input, &choices)[layer];
    const at::Tensor c = at::randn(recorded_features.sizes(), at::kDouble);
    const at::Tensor expected =
        torch::autograd::grad({(c * recorded_features).sum()}, {recorded_input}).front().detach();

    const at::NoGradGuard no_gradient;
    const Features& features = network.forward(input.to(network.type()), only(layer), go_on);
    EXPECT_TRUE(at::equal(features[layer].to(at::kDouble), choices[layer])) << layer_names[layer];
    const at::Tensor found = network.backward(
        [&](std::size_t at, const at::Tensor& /*features*/, const at::Tensor& total) {
          EXPECT_EQ(at, layer);
          total.add_(c);
        },
        go_on);
    EXPECT_LT(relative_error(found, expected), bound) << layer_names[layer];
  }
}

TEST(Vgg19, MatchesAutogradInEveryLayerInFloat64) {
  for (const auto& [pooling, padding] : {std::pair{Pooling::average, Padding::zeros},
                                         {Pooling::average, Padding::replicate},
                                         {Pooling::max, Padding::zeros}}) {
    Vgg19 network(embedded_weights(), pooling, padding, at::kDouble);
    compare_every_layer(network, pooling, padding, 1e-6);
  }
}

TEST(Vgg19, MatchesAutogradInEveryLayerInFloat32) {
  for (const Padding padding : {Padding::zeros, Padding::replicate}) {
    Vgg19 network(embedded_weights(), Pooling::average, padding, at::kFloat);
    compare_every_layer(network, Pooling::average, padding, 1e-5);
  }
}

TEST(CpuVgg19, MatchesAutogradInEveryLayer) {
  for (const cpu::Kernels* kernels : kernel_sets()) {
    SCOPED_TRACE(kernels->name);
    for (const auto& [pooling, padding] : {std::pair{Pooling::average, Padding::zeros},
                                           {Pooling::average, Padding::replicate},
                                           {Pooling::max, Padding::replicate}}) {
      cpu::CpuVgg19 network(*kernels, embedded_weights(), pooling, padding);
      compare_every_layer(network, pooling, padding, 1e-5);
    }
  }
}

TEST(OnednnVgg19, MatchesAutogradInEveryLayer) {
  for (const auto& [pooling, padding] : {std::pair{Pooling::average, Padding::zeros},
                                         {Pooling::average, Padding::replicate},
                                         {Pooling::max, Padding::replicate}}) {
    onednn::OnednnVgg19<float> network(embedded_weights(), pooling, padding);
    compare_every_layer(network, pooling, padding, 1e-5);
  }
}

/// The first of the channels, and without the layers that VGG-16 lacks and a few more; with a mean of its own.
NetworkWeights lighter_network() {
  const std::array<int, layer_count> channels = {64, 64, 64, 0, 192, 64, 128, 0, 128, 320, 0, 0, 64};
  NetworkWeights lighter;
  lighter.mean_bgr = {103.5, 116.3, 123.7};
  int inputs = 3;
  for (const ConvolutionWeights& from : embedded_weights().layers) {
    const int outputs = channels.at(layer_number(from.name));
    if (outputs == 0) {
      continue;
    }
    ConvolutionWeights& to = lighter.layers.emplace_back(ConvolutionWeights{from.name, inputs, outputs, {}, {}});
    for (int output = 0; output < outputs; ++output) {
      const auto first = from.weight.begin() + static_cast<std::ptrdiff_t>(output) * from.inputs * 9;
      to.weight.insert(to.weight.end(), first, first + static_cast<std::ptrdiff_t>(inputs) * 9);
    }
    to.bias.assign(from.bias.begin(), from.bias.begin() + outputs);
    inputs = outputs;
  }
  return lighter;
}

TEST(Networks, MayHaveFewerLayersAndChannels) {
  const NetworkWeights weights = lighter_network();
  for (const Pooling pooling : {Pooling::average, Pooling::max}) {
    Vgg19 portable(weights, pooling, Padding::replicate, at::kDouble);
    compare_every_layer(portable, pooling, Padding::replicate, 1e-6, weights);
    onednn::OnednnVgg19<float> network(weights, pooling, Padding::replicate);
    compare_every_layer(network, pooling, Padding::replicate, 1e-5, weights);
    for (const cpu::Kernels* kernels : kernel_sets()) {
      SCOPED_TRACE(kernels->name);
      cpu::CpuVgg19 own(*kernels, weights, pooling, Padding::replicate);
      compare_every_layer(own, pooling, Padding::replicate, 1e-5, weights);
    }
  }
}

at::Tensor random_c(std::size_t layer, at::IntArrayRef sizes) {
  at::manual_seed(layer);
  return at::randn(sizes, at::kDouble).div_(c10::multiply_integers(sizes));
}

/// The gradient of Σ c·F over all layers at once, among them those before a pooling.
at::Tensor gradient_of_all(Network& network, const at::Tensor& picture) {
  const at::NoGradGuard no_gradient;
  network.forward(picture, LayerSet().set(), go_on);
  return network
      .backward([](std::size_t layer, const at::Tensor& features,
                   const at::Tensor& total) { total.add_(random_c(layer, features.sizes())); },
                go_on)
      .clone();
}

void expect_gradient_of(const RecordedNetwork& recorded, Network& network, int height, int width) {
  SCOPED_TRACE(std::to_string(height) + 'x' + std::to_string(width));
  const at::Tensor picture = random_picture(height, width, at::kDouble);
  const Features choices = checked_features(recorded, network, picture, 1e-5);
  at::Tensor recorded_picture = picture.clone().set_requires_grad(true);
  at::Tensor sum = at::zeros({}, at::kDouble);
  const Features features = recorded.features(recorded_picture, &choices);
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    sum = sum + (random_c(layer, features[layer].sizes()) * features[layer]).sum();
  }
  const at::Tensor expected = torch::autograd::grad({sum}, {recorded_picture}).front().detach();
  EXPECT_LT(relative_error(gradient_of_all(network, picture), expected), 1e-5);
}

TEST(CpuVgg19, GivesWhatLibTorchGives) {
  for (const cpu::Kernels* kernels : kernel_sets()) {
    SCOPED_TRACE(kernels->name);
    for (const Pooling pooling : {Pooling::average, Pooling::max}) {
      const RecordedNetwork recorded(embedded_weights(), with(pooling, Padding::replicate), at::kDouble);
      cpu::CpuVgg19 network(*kernels, embedded_weights(), pooling, Padding::replicate);
      // Larger, smaller and larger again, since memory is used again; sides of any remainder by 4 and by 6.
      for (const auto& [height, width] : {std::pair{64, 96}, {33, 21}, {70, 131}, {1, 1}, {3, 40}, {95, 2}}) {
        expect_gradient_of(recorded, network, height, width);
      }
    }
  }
}

TEST(OnednnVgg19, GivesWhatLibTorchGives) {
  for (const Pooling pooling : {Pooling::average, Pooling::max}) {
    const RecordedNetwork recorded(embedded_weights(), with(pooling, Padding::replicate), at::kDouble);
    onednn::OnednnVgg19<float> network(embedded_weights(), pooling, Padding::replicate);
    // Larger, smaller and larger again, since memory and convolutions are used again.
    for (const auto& [height, width] : {std::pair{64, 96}, {33, 21}, {70, 131}, {1, 1}, {64, 96}, {95, 2}}) {
      expect_gradient_of(recorded, network, height, width);
    }
  }
}

/// More sizes than it keeps, so that some are made twice.
TEST(OnednnVgg19, ForgetsSizesThatItHasNotSeenForLong) {
  const at::NoGradGuard no_gradient;
  onednn::OnednnVgg19<float> network(embedded_weights(), Pooling::average, Padding::zeros);
  const LayerSet first = only(0);
  const at::Tensor picture = random_picture(8, 8, at::kFloat);
  const at::Tensor before = network.forward(picture, first, go_on)[0].clone();
  for (int width = 9; width < 40; ++width) {
    network.forward(random_picture(8, width, at::kFloat), first, go_on);
  }
  EXPECT_TRUE(at::equal(network.forward(picture, first, go_on)[0], before));
}

TEST(OnednnVgg19, TakesItsConvolutionsAlone) {
  const at::NoGradGuard no_gradient;
  onednn::OnednnVgg19<float> network(embedded_weights(), Pooling::average, Padding::replicate);
  const std::function<void()> convolutions = network.convolutions_alone(19, 33);
  convolutions();
  convolutions();
}

double cosine(const at::Tensor& a, const at::Tensor& b) {
  const at::Tensor product = a.to(at::kDouble).mul(b.to(at::kDouble)).sum();
  return (product / (a.to(at::kDouble).norm() * b.to(at::kDouble).norm())).item<double>();
}

/// What the design asks of bfloat16.
TEST(OnednnVgg19, PointsWhereFloat64PointsInBfloat16) {
  if (!onednn::has_bfloat16()) {
    GTEST_SKIP() << "oneDNN has no bfloat16 on this processor";
  }
  for (const Padding padding : {Padding::zeros, Padding::replicate}) {
    Vgg19 portable(embedded_weights(), Pooling::average, padding, at::kDouble);
    onednn::OnednnVgg19<at::BFloat16> network(embedded_weights(), Pooling::average, padding);
    for (const auto& [height, width] : {std::pair{96, 128}, {70, 131}}) {
      const at::Tensor picture = random_picture(height, width, at::kDouble);
      EXPECT_GT(cosine(gradient_of_all(network, picture), gradient_of_all(portable, picture)), 0.99);
    }
  }
}

/// Whether or not oneDNN has bfloat16 here, a network in bfloat16 there is.
TEST(Networks, AreMadeInBfloat16OnAnyProcessor) {
  const at::NoGradGuard no_gradient;
  const auto network = make_network(embedded_weights(), Pooling::average, Padding::replicate, at::kBFloat16);
  EXPECT_EQ(network->type(), at::kBFloat16);
  const Features& features = network->forward(random_picture(20, 20, at::kFloat), only(2), go_on);
  EXPECT_EQ(features[2].scalar_type(), at::kBFloat16);
  EXPECT_TRUE(features[2].is_contiguous(at::MemoryFormat::ChannelsLast));
}

TEST(CpuVgg19, GivesTheSameBytesOnAnyNumberOfThreads) {
  const int before = at::get_num_threads();
  for (const cpu::Kernels* kernels : kernel_sets()) {
    SCOPED_TRACE(kernels->name);
    cpu::CpuVgg19 network(*kernels, embedded_weights(), Pooling::average, Padding::replicate);
    const at::Tensor picture = random_picture(70, 131, at::kFloat);
    at::set_num_threads(1);
    const at::Tensor one = gradient_of_all(network, picture);
    at::set_num_threads(3);
    EXPECT_TRUE(at::equal(one, gradient_of_all(network, picture)));
  }
  at::set_num_threads(before);
}

TEST(Vgg19, SinglePixelPassesThrough) {
  const at::NoGradGuard no_gradient;
  Vgg19 network(embedded_weights(), Pooling::average, Padding::replicate, at::kFloat);
  const Features& features = network.forward(random_picture(1, 1, at::kFloat), only(layer_count - 1), go_on);
  EXPECT_EQ(features.back().sizes(), (std::vector<std::int64_t>{1, 512, 1, 1}));
  const at::Tensor gradient = network.backward(
      [](std::size_t /*layer*/, const at::Tensor& /*features*/, const at::Tensor& total) { total.add_(1); }, go_on);
  EXPECT_EQ(gradient.sizes(), (std::vector<std::int64_t>{1, 3, 1, 1}));
}

TEST(Networks, AskTheCheckpointBetweenLayers) {
  const at::NoGradGuard no_gradient;
  std::vector<std::unique_ptr<Network>> networks;
  networks.push_back(std::make_unique<Vgg19>(embedded_weights(), Pooling::average, Padding::zeros, at::kFloat));
  networks.push_back(
      std::make_unique<onednn::OnednnVgg19<float>>(embedded_weights(), Pooling::average, Padding::zeros));
  for (const cpu::Kernels* kernels : kernel_sets()) {
    networks.push_back(std::make_unique<cpu::CpuVgg19>(*kernels, embedded_weights(), Pooling::average, Padding::zeros));
  }
  for (const auto& network : networks) {
    int asked = 0;
    const at::Tensor picture = random_picture(16, 16, at::kFloat);
    network->forward(picture, only(layer_count - 1), [&] { ++asked; });
    EXPECT_EQ(asked, static_cast<int>(layer_count));
    network->backward([](std::size_t, const at::Tensor&, const at::Tensor&) {}, [&] { ++asked; });
    EXPECT_EQ(asked, 2 * static_cast<int>(layer_count));
    struct Enough {};
    EXPECT_THROW(network->forward(picture, only(layer_count - 1),
                                  [&] {
                                    if (++asked > 28) {
                                      throw Enough{};
                                    }
                                  }),
                 Enough);
  }
}

}  // namespace
}  // namespace neural_style
