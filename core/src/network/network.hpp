// What the objective asks of a network, whatever computes it.
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "network/layers.hpp"
#include "network/reach.hpp"
#include "neural_style/settings.hpp"
#include "stylize/machine.hpp"
#include "weights/network_weights.hpp"

namespace neural_style {

/// Called between layers; ends the pass by throwing.
using Checkpoint = std::function<void()>;

using LayerSet = std::bitset<layer_count>;

/// The layers that a network has.
inline LayerSet layers_of(const NetworkWeights& weights) {
  LayerSet layers;
  for (const ConvolutionWeights& layer : weights.layers) {
    layers.set(layer_number(layer.name));
  }
  return layers;
}

/// Whether a network of those layers pools this one's features on their way to the next: the last of its block has
/// another block behind it.
inline bool pooled_after(const LayerSet& layers, std::size_t layer) {
  while (++layer < layer_count) {
    if (layers[layer]) {
      return pooled_before(layer);
    }
  }
  return false;
}

/// The layers that a network of `layers` computes, in order, to reach the deepest of `wanted`.
inline std::vector<std::size_t> way_to(const LayerSet& wanted, const LayerSet& layers) {
  std::size_t count = layer_count;
  while (count > 0 && !wanted[count - 1]) {
    --count;
  }
  std::vector<std::size_t> way;
  for (std::size_t layer = 0; layer < count; ++layer) {
    if (layers[layer]) {
      way.push_back(layer);
    }
  }
  return way;
}

/// What a network is shown.
struct Shown {
  // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): a picture is shown whole unless it is said
  Shown(at::Tensor whole) : picture(std::move(whole)) {}
  Shown(at::Tensor shown, const Part& asked) : picture(std::move(shown)), owned(asked) {}

  at::Tensor picture;  ///< 1x3xHxW, RGB, 0..255, any floating type and strides
  /// Pixels whose features alone are looked at, and get a gradient; what begins or ends within the picture does so at a
  /// multiple of the deepest layer's positions.
  Part owned;
};

/// Features by layer number, each 1xCxHxW after the ReLU, channels last in memory, in the network's number type;
/// undefined where they were not asked for. Of positions that are not owned the numbers may be any.
using Features = std::array<at::Tensor, layer_count>;

/// Adds the gradient of the loss with respect to the features of that layer alone to `total`, which holds what comes
/// from deeper layers and is of the features' shape, type and order in memory. Touches what is owned, and no other.
/// Called for every layer that was asked for, from the deepest on.
using AddGradient = std::function<void(std::size_t layer, const at::Tensor& features, const at::Tensor& total)>;

/// A network of the VGG family up to conv5_1 with its weights in one number type. It works on one picture at a time and
/// keeps its memory from one to the next: not for two threads at once.
class Network {
 public:
  Network() = default;
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;
  Network(Network&&) = delete;
  Network& operator=(Network&&) = delete;
  virtual ~Network() = default;

  [[nodiscard]] virtual at::ScalarType type() const = 0;

  /// The layers that it has; no others may be asked for.
  [[nodiscard]] virtual LayerSet layers() const = 0;

  /// Features of the layers asked for. They last until the next call. Nothing deeper than the deepest of them is
  /// computed, and beside what is owned no more than a network likes to.
  virtual const Features& forward(const Shown& shown, const LayerSet& wanted, const Checkpoint& checkpoint) = 0;

  /// Gradient of the loss with respect to the picture of the last forward(), whole: 1x3xHxW RGB, in float32 or the
  /// network's type if wider. It lasts until the next call; the features are given up.
  virtual at::Tensor backward(const AddGradient& add, const Checkpoint& checkpoint) = 0;

  /// Gives back the memory that pictures took, and keeps the weights for the next one.
  virtual void release() = 0;

  /// Makes ready, and returns as a function to call again and again, the convolutions that forward() and backward() of
  /// a picture of that size take, by themselves and on any numbers: what a bench divides by. Not to outlive the
  /// network.
  virtual std::function<void()> convolutions_alone(int height, int width) = 0;
};

/// The number type of a precision that has been chosen.
inline at::ScalarType scalar_type(Precision precision) {
  return precision == Precision::bfloat16 ? at::kBFloat16 : at::kFloat;
}

/// The network as the card, or without one the processor, computes it best in that number type. What it is shown, and
/// what it gives, is there.
std::unique_ptr<Network> make_network(const NetworkWeights& weights, Pooling pooling, Padding padding,
                                      at::ScalarType type, const std::optional<Card>& card = {});

}  // namespace neural_style
