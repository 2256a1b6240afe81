// VGG-19 as oneDNN's convolutions, with bias and ReLU within, and passes of our own in between.
//
// What it holds a pixel of the picture: the features of the layers that were asked for; a bit for each feature, which
// is all that ReLU and pooling need on the way back; and two buffers that the layers in between, forward and backward,
// take turns in.
#pragma once

#include <list>
#include <memory>

#include "network/cpu/buffer.hpp"
#include "network/network.hpp"
#include "network/onednn/kernels.hpp"
#include "network/onednn/primitives.hpp"
#include "network/onednn/weights.hpp"

namespace neural_style::onednn {

/// In bfloat16, or in float32: which is there so that machines without bfloat16 can test the rest.
template <class Number>
class OnednnVgg19 final : public Network {
 public:
  OnednnVgg19(const NetworkWeights& weights, Pooling pooling, Padding padding);

  [[nodiscard]] at::ScalarType type() const override;
  [[nodiscard]] LayerSet layers() const override { return present_; }
  const Features& forward(const Shown& shown, const LayerSet& wanted, const Checkpoint& checkpoint) override;
  at::Tensor backward(const AddGradient& add, const Checkpoint& checkpoint) override;
  void release() override;
  std::function<void()> convolutions_alone(int height, int width) override;

 private:
  struct Layer {
    int inputs = 0;
    int outputs = 0;
    Weights forward;
    Weights backward;
    cpu::Buffer<float> bias;
    cpu::Buffer<Number> features;
    cpu::Buffer<std::uint8_t> bits;    ///< of features above 0
    cpu::Buffer<std::uint8_t> maxima;  ///< of max pooling
  };

  /// The convolutions of one size of picture, made where they are first needed.
  struct Plan {
    int height = 0;
    int width = 0;
    int threads = 0;
    std::array<std::unique_ptr<Convolution>, layer_count> forward;
    std::array<std::unique_ptr<Convolution>, layer_count> backward;
  };

  /// Turns to pictures of that size.
  void take_size(int height, int width);
  [[nodiscard]] Grid grid(std::size_t layer) const;
  [[nodiscard]] std::unique_ptr<Convolution> make_forward(std::size_t layer, bool relu) const;
  [[nodiscard]] std::unique_ptr<Convolution> make_backward(std::size_t layer) const;
  void convolve(Convolution& convolution, std::size_t layer, Weights& weights, const Number* from, void* to);
  void convolve_forward(std::size_t layer, const Number* from, Number* to);
  void convolve_backward(std::size_t layer, const Number* from, void* to);
  void mark_and_pool(std::size_t layer, const Number* features, bool wanted, Number* pooled);
  void unpool(std::size_t layer, const Number* pooled, bool mask, Number* to) const;
  /// Values at the layer as a tensor.
  [[nodiscard]] at::Tensor view(std::size_t layer, Number* values) const;

  LayerSet present_;
  std::array<double, 3> mean_bgr_;
  bool average_;
  bool replicate_;
  Device device_;
  std::array<Layer, layer_count> layers_;
  std::list<Plan> plans_;  ///< the one in use comes first
  LayerSet wanted_;
  Features features_;
  cpu::Buffer<Number> input_;  ///< with the border that replicate padding adds
  cpu::Buffer<float> slope_;   ///< of the input
  cpu::Buffer<float> planes_;  ///< of the gradient
  cpu::BufferPair<Number> between_;
  cpu::Buffer<std::byte> scratch_;
};

}  // namespace neural_style::onednn
