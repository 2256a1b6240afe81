// VGG-19 on LibTorch's own operators: for every number type and processor, and what faster ones are compared with.
#pragma once

#include "network/network.hpp"

namespace neural_style {

class Vgg19 final : public Network {
 public:
  /// `type`: float64 (tests), float32 or bfloat16.
  Vgg19(const NetworkWeights& weights, Pooling pooling, Padding padding, at::ScalarType type,
        at::Device device = at::kCPU);

  [[nodiscard]] at::ScalarType type() const override { return type_; }
  [[nodiscard]] LayerSet layers() const override { return layers_; }
  const Features& forward(const Shown& shown, const LayerSet& wanted, const Checkpoint& checkpoint) override;
  at::Tensor backward(const AddGradient& add, const Checkpoint& checkpoint) override;
  void release() override;
  std::function<void()> convolutions_alone(int height, int width) override;

 private:
  struct Convolution {
    at::Tensor weight;    ///< OIHW
    at::Tensor bias;      ///< O
    at::Tensor backward;  ///< IOHW, rotated by 180 degrees: convolving with it takes a gradient to the input
  };

  [[nodiscard]] at::Tensor pool(const at::Tensor& features) const;
  [[nodiscard]] at::Tensor unpool(const at::Tensor& gradient, const at::Tensor& features) const;

  LayerSet layers_;
  at::Tensor mean_bgr_;  ///< 1x3x1x1
  Pooling pooling_;
  Padding padding_;
  at::ScalarType type_;
  std::array<Convolution, layer_count> convolutions_;
  LayerSet wanted_;
  Features features_;  ///< of every layer: its ReLU needs them on the way back
  Features asked_;     ///< those that were asked for
};

}  // namespace neural_style
