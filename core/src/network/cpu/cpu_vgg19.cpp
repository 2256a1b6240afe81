#include "network/cpu/cpu_vgg19.hpp"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <iterator>

#include "network/borrowed.hpp"

namespace neural_style::cpu {
namespace {

constexpr std::int64_t colours = 3;

int threads() { return at::get_num_threads(); }

}  // namespace

CpuVgg19::CpuVgg19(const Kernels& kernels, const NetworkWeights& weights, Pooling pooling, Padding padding)
    : kernels_(kernels),
      present_(layers_of(weights)),
      mean_bgr_(weights.mean_bgr),
      average_(pooling == Pooling::average),
      replicate_(padding == Padding::replicate) {
  for (const ConvolutionWeights& source : weights.layers) {
    const std::size_t layer = layer_number(source.name);
    Convolution& convolution = convolutions_[layer];
    convolution.inputs = source.inputs;
    convolution.outputs = source.outputs;
    std::ranges::copy(source.bias, convolution.bias.at_least(source.bias.size()));
    for (const bool backward : {false, true}) {
      Buffer<float>& to = backward ? convolution.backward : convolution.forward;
      if (layer == 0) {
        kernels.first_weights(source.weight.data(), backward, to.at_least(kernels.first_weights_size));
      } else {
        const WinogradKernels& winograd = kernels.winograd(source.inputs, source.outputs);
        winograd.transform_weights(source.weight.data(), source.inputs, source.outputs, backward,
                                   to.at_least(winograd.weights_size(source.inputs, source.outputs)), threads());
      }
    }
  }
}

const Features& CpuVgg19::forward(const Shown& shown, const LayerSet& wanted, const Checkpoint& checkpoint) {
  const std::vector<std::size_t> way = way_to(wanted, present_);
  wanted_ = wanted;
  features_ = {};
  take(shown, way);
  std::size_t kept = 0;  // features, one layer's behind the other's
  for (const std::size_t layer : way) {
    kept += wanted[layer] && layer > 0 ? feature_count(layer) : 0;
  }
  float* deep = deep_.at_least(kept);
  const float* values = planes_.get();
  for (const std::size_t layer : way) {
    checkpoint();
    Sink sink;
    sink.bias = convolutions_[layer].bias.get();
    sink.average = average_;
    const bool pooled = layer != way.back() && pooled_after(present_, layer);
    if (layer == 0) {
      sink.values = first_.at_least(feature_count(layer));
    } else if (wanted[layer]) {
      sink.values = deep;
      deep += feature_count(layer);
    } else if (!pooled) {
      sink.values = between_.other(values, feature_count(layer));
    }
    if (wanted[layer]) {
      features_[layer] = view(layer, sink.values);
    }
    if (pooled) {
      sink.pooled = between_.other(values, pooled_count(layer));
    }
    if (!pooled || average_ || wanted[layer]) {
      sink.bits = layers_[layer].bits.at_least(feature_count(layer) / 8);
    }
    if (pooled && !average_) {
      sink.maxima = layers_[layer].maxima.at_least(feature_count(layer) / 8);
    }
    convolve_forward(layer, values, sink);
    values = pooled ? sink.pooled : sink.values;
  }
  return features_;
}

at::Tensor CpuVgg19::backward(const AddGradient& add, const Checkpoint& checkpoint) {
  const std::vector<std::size_t> way = way_to(wanted_, present_);
  float* gradient = nullptr;  // with respect to the features of the layer at hand, or to what was pooled from them
  for (auto at = way.rbegin(); at != way.rend(); ++at) {
    const std::size_t layer = *at;
    checkpoint();
    const bool pooled = layer != way.back() && pooled_after(present_, layer);
    Source source;
    source.height = layers_[layer].height;
    source.width = layers_[layer].width;
    source.bits = layers_[layer].bits.get();
    source.part = layers_[layer].part;
    if (wanted_[layer]) {
      if (gradient == nullptr) {
        gradient = between_.other(nullptr, feature_count(layer));
        std::fill_n(gradient, feature_count(layer), 0.0F);
      } else if (pooled) {
        float* const spread = between_.other(gradient, feature_count(layer));
        unpool(layer, gradient, spread);
        gradient = spread;
      }
      add(layer, features_[layer], view(layer, gradient));
    } else if (pooled) {
      source.pooled = true;
      source.average = average_;
      if (!average_) {
        source.bits = layers_[layer].maxima.get();
      }
    }
    source.values = gradient;
    features_[layer].reset();
    if (layer == 0) {
      gradient = planes_.get();
    } else if (std::next(at) + 1 == way.rend()) {
      // The largest of all gradients goes where features are that are needed no more.
      gradient = (wanted_[0] ? deep_ : first_).at_least(input_count(layer));
    } else {
      gradient = between_.other(gradient, input_count(layer));
    }
    convolve_backward(layer, source, gradient);
  }
  const std::int64_t height = layers_[0].height;
  const std::int64_t width = layers_[0].width;
  const std::int64_t pixels = height * width;
  std::swap_ranges(planes_.get(), planes_.get() + pixels, planes_.get() + 2 * pixels);  // BGR to RGB
  return at::from_blob(planes_.get(), {1, colours, height, width}, at::TensorOptions().dtype(at::kFloat));
}

void CpuVgg19::release() {
  features_ = {};
  layers_ = {};
  first_.release();
  deep_.release();
  planes_.release();
  between_.release();
  scratch_.release();
}

std::function<void()> CpuVgg19::convolutions_alone(int height, int width) {
  const std::vector<std::size_t> all = way_to(present_, present_);
  take(at::rand({1, colours, height, width}), all);
  std::size_t most = 0;
  for (const std::size_t layer : all) {
    most = std::max({most, feature_count(layer), input_count(layer)});
  }
  auto numbers = at::rand({2, static_cast<std::int64_t>(most)});
  return [this, height, width, numbers, all] {
    auto* const from = numbers[0].data_ptr<float>();
    auto* const to = numbers[1].data_ptr<float>();
    for (const std::size_t layer : all) {
      Sink sink;
      sink.values = to;
      convolve_forward(layer, from, sink);
      convolve_backward(layer, {from, side_at(height, layer), side_at(width, layer), nullptr, false, true, {}}, to);
    }
  };
}

void CpuVgg19::take(const Shown& shown, std::span<const std::size_t> way) {
  const at::Tensor rows = plain_rows(shown.picture);
  const auto height = static_cast<int>(rows.size(2));
  const auto width = static_cast<int>(rows.size(3));
  float* to = planes_.at_least(static_cast<std::size_t>(colours * height * width));
  for (std::int64_t colour = 0; colour < colours; ++colour) {
    const auto mean = static_cast<float>(mean_bgr_.at(static_cast<std::size_t>(colour)));
    const std::int64_t plane = colours - 1 - colour;  // RGB to BGR
    for (int y = 0; y < height; ++y) {
      const float* const from = rows.data_ptr<float>() + plane * rows.stride(1) + y * rows.stride(2);
      to = std::transform(from, from + width, to, [mean](float level) { return level - mean; });
    }
  }
  const Part owned = within(shown.owned, height, width);
  const std::array<Stretch, layer_count> rows_needed = needed_along(owned.y, height, way);
  const std::array<Stretch, layer_count> columns_needed = needed_along(owned.x, width, way);
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    layers_[layer].height = side_at(height, layer);
    layers_[layer].width = side_at(width, layer);
    layers_[layer].part = {rows_needed[layer], columns_needed[layer]};
  }
}

Part CpuVgg19::input_part(std::size_t layer) const {
  const Layer& at = layers_[layer];
  return {seen_by_convolution(at.part.y, at.height), seen_by_convolution(at.part.x, at.width)};
}

void CpuVgg19::convolve_forward(std::size_t layer, const float* input, Sink sink) {
  const Convolution& convolution = convolutions_[layer];
  const int height = layers_[layer].height;
  const int width = layers_[layer].width;
  sink.part = layers_[layer].part;
  if (layer == 0) {
    kernels_.first(input, height, width, replicate_, convolution.forward.get(), sink, threads());
    return;
  }
  convolve(convolution, false, {input, height, width, nullptr, false, true, input_part(layer)}, sink);
}

void CpuVgg19::convolve_backward(std::size_t layer, const Source& source, float* to) {
  const Convolution& convolution = convolutions_[layer];
  if (layer == 0) {
    kernels_.first_backward(source, replicate_, convolution.backward.get(), to, threads());
    return;
  }
  Sink sink;
  sink.values = to;
  sink.part = input_part(layer);
  convolve(convolution, true, source, sink);
}

void CpuVgg19::convolve(const Convolution& convolution, bool backward, const Source& source, const Sink& sink) {
  const WinogradKernels& winograd = kernels_.winograd(convolution.inputs, convolution.outputs);
  const int inputs = backward ? convolution.outputs : convolution.inputs;
  const int outputs = backward ? convolution.inputs : convolution.outputs;
  const float* const weights = (backward ? convolution.backward : convolution.forward).get();
  float* const scratch = scratch_.at_least(winograd.scratch_size(source.height, source.width, inputs, outputs));
  winograd.convolve(source, inputs, weights, sink, outputs, scratch, threads());
}

void CpuVgg19::unpool(std::size_t layer, const float* pooled, float* to) const {
  const Layer& windows = layers_[layer];
  const int channels = convolutions_[layer].outputs;
  const int half_width = (windows.width + 1) / 2;
  for (int y = windows.part.y.begin; y < windows.part.y.end; ++y) {
    const int high = y + 1 == windows.height && y % 2 == 0 ? 1 : 2;
    for (int x = windows.part.x.begin; x < windows.part.x.end; ++x) {
      const int wide = x + 1 == windows.width && x % 2 == 0 ? 1 : 2;
      const float part = average_ ? 1.0F / static_cast<float>(high * wide) : 1;
      const std::ptrdiff_t at = (static_cast<std::ptrdiff_t>(y) * windows.width + x) * channels;
      const float* const from = pooled + (static_cast<std::ptrdiff_t>(y / 2) * half_width + x / 2) * channels;
      for (int c = 0; c < channels; ++c) {
        const bool passes = average_ || ((windows.maxima.get()[(at + c) / 8] >> (c % 8)) & 1) != 0;
        to[at + c] = passes ? part * from[c] : 0;
      }
    }
  }
}

at::Tensor CpuVgg19::view(std::size_t layer, float* values) const {
  return features_over(values, layers_[layer].height, layers_[layer].width, convolutions_[layer].outputs, at::kFloat);
}

std::size_t CpuVgg19::feature_count(std::size_t layer) const {
  return static_cast<std::size_t>(layers_[layer].height) * static_cast<std::size_t>(layers_[layer].width) *
         static_cast<std::size_t>(convolutions_[layer].outputs);
}

std::size_t CpuVgg19::pooled_count(std::size_t layer) const {
  return static_cast<std::size_t>((layers_[layer].height + 1) / 2) *
         static_cast<std::size_t>((layers_[layer].width + 1) / 2) *
         static_cast<std::size_t>(convolutions_[layer].outputs);
}

std::size_t CpuVgg19::input_count(std::size_t layer) const {
  return static_cast<std::size_t>(layers_[layer].height) * static_cast<std::size_t>(layers_[layer].width) *
         static_cast<std::size_t>(convolutions_[layer].inputs);
}

}  // namespace neural_style::cpu
