// VGG-19 up to conv5_1, forward and backward to the picture, on LibTorch's own operators.
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <functional>
#include <vector>

#include "network/layers.hpp"
#include "neural_style/settings.hpp"
#include "weights/vgg19_weights.hpp"

namespace neural_style {

/// Called between layers; ends the pass by throwing.
using Checkpoint = std::function<void()>;

/// Features by layer number (undefined where not computed or given up), each 1xCxHxW after the ReLU.
using Features = std::array<at::Tensor, layer_count>;

/// Gradient of the loss with respect to the features of that layer alone, 1xCxHxW in the network's number type, or
/// undefined where the loss does not look at the layer. Called once a layer, from the deepest to conv1_1.
using FeatureGradient = std::function<at::Tensor(std::size_t layer, const at::Tensor& features)>;

/// The network with its weights in one number type. Immutable: passes may share it.
class Vgg19 {
 public:
  /// `type`: float64 (tests), float32 or bfloat16.
  Vgg19(const std::vector<ConvolutionWeights>& weights, Pooling pooling, Padding padding, at::ScalarType type);

  [[nodiscard]] at::ScalarType type() const { return type_; }

  /// Features of conv1_1 … `last`. `picture`: 1x3xHxW, RGB, 0..255, any floating type.
  [[nodiscard]] Features forward(const at::Tensor& picture, std::size_t last, const Checkpoint& checkpoint) const;

  /// Gradient of the loss with respect to the picture: 1x3xHxW RGB, in float32 or the network's type if wider. Gives up
  /// each layer's features as soon as they are used, so that memory falls on the way.
  [[nodiscard]] at::Tensor backward(Features& features, const FeatureGradient& gradient,
                                    const Checkpoint& checkpoint) const;

 private:
  struct Convolution {
    at::Tensor weight;    ///< OIHW
    at::Tensor bias;      ///< O
    at::Tensor backward;  ///< IOHW, rotated by 180 degrees: convolving with it takes a gradient to the input
  };

  [[nodiscard]] at::Tensor pool(const at::Tensor& features) const;
  [[nodiscard]] at::Tensor unpool(const at::Tensor& gradient, const at::Tensor& features) const;

  Pooling pooling_;
  Padding padding_;
  at::ScalarType type_;
  std::array<Convolution, layer_count> convolutions_;
};

}  // namespace neural_style
