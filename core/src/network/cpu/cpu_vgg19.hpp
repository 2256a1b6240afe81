// VGG-19 in float32 on our own kernels.
//
// What it holds a pixel of the picture: the features of the layers that were asked for; a bit for each other feature,
// which is all that its ReLU and its pooling need on the way back; and two buffers that the layers in between, forward
// and backward, take turns in. The gradient of the first layer's features, the largest, takes the deeper ones' place.
#pragma once

#include <span>

#include "network/cpu/buffer.hpp"
#include "network/cpu/kernels.hpp"
#include "network/network.hpp"

namespace neural_style::cpu {

class CpuVgg19 final : public Network {
 public:
  CpuVgg19(const Kernels& kernels, const NetworkWeights& weights, Pooling pooling, Padding padding);

  [[nodiscard]] at::ScalarType type() const override { return at::kFloat; }
  [[nodiscard]] LayerSet layers() const override { return present_; }
  const Features& forward(const Shown& shown, const LayerSet& wanted, const Checkpoint& checkpoint) override;
  at::Tensor backward(const AddGradient& add, const Checkpoint& checkpoint) override;
  void release() override;
  std::function<void()> convolutions_alone(int height, int width) override;

 private:
  struct Convolution {
    int inputs = 0;
    int outputs = 0;
    Buffer<float> forward;
    Buffer<float> backward;
    Buffer<float> bias;
  };
  struct Layer {
    int height = 0;
    int width = 0;
    Part part;  ///< that is computed: elsewhere the features may be any, and their gradient counts as 0
    Buffer<std::uint8_t> bits;
    Buffer<std::uint8_t> maxima;  ///< of max pooling
  };

  void take(const Shown& shown, std::span<const std::size_t> way);
  /// Of what goes into the layer's convolution.
  [[nodiscard]] Part input_part(std::size_t layer) const;
  void convolve_forward(std::size_t layer, const float* input, Sink sink);
  void convolve_backward(std::size_t layer, const Source& source, float* to);
  /// Either way, of all layers but the first.
  void convolve(const Convolution& convolution, bool backward, const Source& source, const Sink& sink);
  /// Spreads the gradient of pooled features over their windows.
  void unpool(std::size_t layer, const float* pooled, float* to) const;
  /// Values at the layer as a tensor.
  [[nodiscard]] at::Tensor view(std::size_t layer, float* values) const;
  [[nodiscard]] std::size_t feature_count(std::size_t layer) const;
  /// Of the features once pooled.
  [[nodiscard]] std::size_t pooled_count(std::size_t layer) const;
  /// Of what goes into the layer's convolution.
  [[nodiscard]] std::size_t input_count(std::size_t layer) const;

  const Kernels& kernels_;
  LayerSet present_;
  std::array<double, 3> mean_bgr_;
  bool average_;
  bool replicate_;
  std::array<Convolution, layer_count> convolutions_;
  std::array<Layer, layer_count> layers_;
  LayerSet wanted_;
  Features features_;
  Buffer<float> first_;   ///< the first layer's features, whether or not they were asked for
  Buffer<float> deep_;    ///< the other layers' that were asked for; on the way back, in the end, the first's gradient
  Buffer<float> planes_;  ///< of the picture as the network takes it, or of the gradient
  BufferPair<float> between_;
  Buffer<float> scratch_;
};

}  // namespace neural_style::cpu
