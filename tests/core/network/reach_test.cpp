// What is computed where only a part of a picture's features is asked for.
#include "network/reach.hpp"

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "network/cpu/cpu_vgg19.hpp"
#include "objective/strips.hpp"
#include "support/embedded_model.hpp"
#include "support/kernel_sets.hpp"
#include "support/random_picture.hpp"

namespace neural_style {
namespace {

const Checkpoint go_on = [] {};

using Positions = std::vector<bool>;

/// Those that a layer's convolution sees for its features at `of`, and before pooling for what went into that.
Positions seen(const Positions& of, std::size_t before) {
  Positions inputs(of.size());
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    inputs[i] = of[i] || (i > 0 && of[i - 1]) || (i + 1 < of.size() && of[i + 1]);
  }
  if (before == of.size()) {
    return inputs;
  }
  Positions windows(before);
  for (std::size_t i = 0; i < before; ++i) {
    windows[i] = inputs[i / 2];
  }
  return windows;
}

void expect_needed(const Stretch& owned, int side, const std::vector<std::size_t>& way) {
  SCOPED_TRACE(std::to_string(owned.begin) + " to " + std::to_string(owned.end) + " of " + std::to_string(side));
  const std::array<Stretch, layer_count> needed = needed_along(owned, side, way);
  Positions marked(static_cast<std::size_t>(side_at(side, way.back())));
  for (int pixel = owned.begin; pixel < owned.end; ++pixel) {
    marked[static_cast<std::size_t>(pixel >> (block_of(way.back()) - 1))] = true;
  }
  for (std::size_t i = way.size(); i-- > 0;) {
    Positions found(marked.size());
    for (int at = needed[way[i]].begin; at < needed[way[i]].end; ++at) {
      found[static_cast<std::size_t>(at)] = true;
    }
    EXPECT_EQ(found, marked) << layer_names[way[i]];
    if (i > 0) {
      marked = seen(marked, static_cast<std::size_t>(side_at(side, way[i - 1])));
    }
  }
}

TEST(Reach, IsWhatDeeperFeaturesSee) {
  const std::vector<std::size_t> all = way_to(LayerSet().set(), LayerSet().set());
  const std::vector<std::size_t> some = {0, 1, 2, 4, 5, 6, 8, 9};
  for (const int side : {1, 15, 16, 17, 250, 333, 500}) {
    for (int begin = 0; begin < side; begin += tile_grid) {
      for (const int length : {1, 2, 7, 40}) {
        const Stretch owned{begin, std::min(side, begin + length * tile_grid)};
        expect_needed(owned, side, all);
        expect_needed(owned, side, some);
      }
    }
  }
  EXPECT_EQ(needed_along({0, 0}, 0, {}).front().length(), 0);
}

TEST(Reach, IsNoWiderThanATilesBorder) {
  const std::vector<std::size_t> all = way_to(LayerSet().set(), LayerSet().set());
  EXPECT_GT(needed_along({tile_border, tile_border + tile_grid}, 500, all).front().begin, 0);
}

at::Tensor part_at(const at::Tensor& values, const Part& owned, std::size_t layer) {
  return values.slice(2, side_at(owned.y.begin, layer), side_at(owned.y.end, layer))
      .slice(3, side_at(owned.x.begin, layer), side_at(owned.x.end, layer));
}

/// The owned part of all features that are wanted, and the gradient of Σ c·F over it, with random c.
std::vector<at::Tensor> features_and_gradient(Network& network, const Shown& shown, const LayerSet& wanted,
                                              const Part& owned) {
  std::vector<at::Tensor> results;
  const Features& features = network.forward(shown, wanted, go_on);
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (wanted[layer]) {
      results.push_back(part_at(features[layer], owned, layer).clone());
    }
  }
  results.push_back(network
                        .backward(
                            [&](std::size_t layer, const at::Tensor& /*features*/, const at::Tensor& total) {
                              const at::Tensor to = part_at(total, owned, layer);
                              at::manual_seed(layer);
                              to.add_(at::randn(to.sizes()).div_(static_cast<double>(to.numel())));
                            },
                            go_on)
                        .clone());
  return results;
}

/// Leaves numbers in all that the network keeps which would stand out anywhere.
void spoil(Network& network, const at::Tensor& picture) {
  constexpr double huge = 1e20;
  network.forward(picture * huge, LayerSet().set(), go_on);
  network.backward([](std::size_t /*layer*/, const at::Tensor& /*features*/,
                      const at::Tensor& total) { total.fill_(std::numeric_limits<float>::quiet_NaN()); },
                   go_on);
}

void expect_only_owned_to_count(Network& network, int height, int width, const Part& owned, const LayerSet& wanted) {
  const at::Tensor picture = random_picture(1, height, width).to(at::kFloat);
  const std::vector<at::Tensor> whole = features_and_gradient(network, picture, wanted, owned);
  const std::vector<at::Tensor> part = features_and_gradient(network, {picture, owned}, wanted, owned);
  spoil(network, picture);
  const std::vector<at::Tensor> again = features_and_gradient(network, {picture, owned}, wanted, owned);
  ASSERT_EQ(part.size(), whole.size());
  for (std::size_t i = 0; i < part.size(); ++i) {
    // Winograd's tiles lie otherwise, and a ReLU passes what rounding lets it: a few of many numbers, which are fewer
    // here than where tiles are compared with the whole.
    const double bound = i + 1 < part.size() ? 1e-5 : 5e-3;
    EXPECT_LT(((part[i] - whole[i]).norm() / whole[i].norm()).item<double>(), bound) << i;
    EXPECT_TRUE(at::equal(part[i], again[i])) << i;
  }
}

TEST(Reach, IsAllThatIsComputedAndAllThatCounts) {
  const at::NoGradGuard no_gradient;
  constexpr int height = 187;
  constexpr int width = 251;
  LayerSet before_poolings;
  before_poolings.set(layer_number("conv1_2")).set(layer_number("conv3_4"));
  for (const cpu::Kernels* kernels : kernel_sets()) {
    for (const auto& [pooling, padding] :
         {std::pair{Pooling::average, Padding::replicate}, {Pooling::max, Padding::zeros}}) {
      cpu::CpuVgg19 network(*kernels, embedded_weights(), pooling, padding);
      const Part inside{{80, 96}, {112, 144}};
      expect_only_owned_to_count(network, height, width, inside, before_poolings);
      for (const Part& owned : {inside, Part{{0, 16}, {224, width}}, Part{{96, height}, {0, 128}}}) {
        SCOPED_TRACE(kernels->name + (": rows from " + std::to_string(owned.y.begin)));
        expect_only_owned_to_count(network, height, width, owned, LayerSet().set());
      }
    }
  }
}

TEST(Reach, LeavesTheRestAlone) {
  const at::NoGradGuard no_gradient;
  for (const cpu::Kernels* kernels : kernel_sets()) {
    cpu::CpuVgg19 network(*kernels, embedded_weights(), Pooling::average, Padding::zeros);
    const at::Tensor picture = random_picture(1, 64, 400).to(at::kFloat);
    const Part owned{{0, 64}, {192, 208}};
    const LayerSet first = LayerSet().set(0);
    const auto far = [](const at::Tensor& features) { return features.slice(3, 0, 112); };
    const at::Tensor before = far(network.forward(picture, first, go_on).front()).clone();
    const LayerSet all = LayerSet().set();
    EXPECT_TRUE(at::equal(far(network.forward({at::zeros_like(picture), owned}, all, go_on).front()), before));
    EXPECT_FALSE(at::equal(far(network.forward(at::zeros_like(picture), all, go_on).front()), before));
  }
}

}  // namespace
}  // namespace neural_style
