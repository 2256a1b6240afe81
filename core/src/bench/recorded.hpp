// The objective written a second time, plainly, as a user of LibTorch would, for its autograd to derive: what ours is
// measured against in the bench, and held against in the tests.
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <utility>
#include <vector>

#include "network/layers.hpp"
#include "neural_style/settings.hpp"
#include "weights/network_weights.hpp"

namespace neural_style {

/// A network in one number type.
class RecordedNetwork {
 public:
  RecordedNetwork(const NetworkWeights& weights, const Settings& settings, at::ScalarType type);

  /// Features of every layer that it has after its ReLU, by layer number, of a picture 1x3xHxW RGB 0..255 in the
  /// network's number type. Given `choices`, features of the same picture, what is above 0 there passes the ReLUs, and
  /// what is largest there the maxima: a feature that is 0 but for rounding may pass in one number type and not in the
  /// other, and gradients are alike to rounding only where the same features passed.
  [[nodiscard]] std::array<at::Tensor, layer_count> features(
      const at::Tensor& picture, const std::array<at::Tensor, layer_count>* choices = nullptr) const;

 private:
  struct Convolution {
    std::size_t layer = 0;
    at::Tensor weight;
    at::Tensor bias;
  };
  Pooling pooling_;
  Padding padding_;
  std::vector<Convolution> convolutions_;
  at::Tensor mean_;
};

class RecordedObjective {
 public:
  /// All pictures 1x3xHxW RGB 0..255 in one number type, the one that is computed in. `weight`, 1x1xHxW of the
  /// content's size, counts in the picture's Gram matrices; undefined: all of it.
  RecordedObjective(const NetworkWeights& weights, const Settings& settings, const at::Tensor& content,
                    const at::Tensor& style, at::Tensor weight = {});

  /// The weighted total and its gradient.
  [[nodiscard]] std::pair<double, at::Tensor> operator()(const at::Tensor& picture) const;

 private:
  [[nodiscard]] at::Tensor loss(const at::Tensor& picture) const;

  Settings settings_;
  RecordedNetwork network_;
  at::Tensor weight_;
  std::array<at::Tensor, layer_count> grams_;     ///< of the style, where it counts
  std::array<at::Tensor, layer_count> features_;  ///< of the content, where it counts
};

}  // namespace neural_style
