#include "network/onednn/onednn_vgg19.hpp"

#include <ATen/ATen.h>
#include <omp.h>

#include <algorithm>
#include <oneapi/dnnl/dnnl.hpp>

#include "network/borrowed.hpp"

namespace neural_style::onednn {
namespace {

constexpr std::int64_t colours = 3;

/// Sizes of pictures whose convolutions are kept: those of the tiles of a picture, which differ at its borders.
constexpr std::size_t most_plans = 16;

/// What oneDNN itself keeps of what it has compiled: that of two pictures. What one of them is painted with is kept
/// here, and with the 1,024 that oneDNN keeps by default a process that paints pictures of ever new sizes grows by a
/// gigabyte.
constexpr int most_primitives = 256;

}  // namespace

template <class Number>
OnednnVgg19<Number>::OnednnVgg19(const NetworkWeights& weights, Pooling pooling, Padding padding)
    : present_(layers_of(weights)),
      mean_bgr_(weights.mean_bgr),
      average_(pooling == Pooling::average),
      replicate_(padding == Padding::replicate) {
  dnnl::set_primitive_cache_capacity(most_primitives);
  for (const ConvolutionWeights& source : weights.layers) {
    const at::Tensor exact = borrowed(source.weight, {source.outputs, source.inputs, 3, 3});
    Layer& to = layers_[layer_number(source.name)];
    to.inputs = source.inputs;
    to.outputs = source.outputs;
    to.forward = Weights(exact.to(type(), false, /*copy=*/true));
    // Convolving with the weights turned around takes a gradient to the input.
    to.backward = Weights(exact.transpose(0, 1).flip({2, 3}).contiguous().to(type()));
    std::ranges::copy(source.bias, to.bias.at_least(source.bias.size()));
  }
}

template <class Number>
at::ScalarType OnednnVgg19<Number>::type() const {
  return c10::CppTypeToScalarType<Number>::value;
}

template <class Number>
const Features& OnednnVgg19<Number>::forward(const Shown& shown, const LayerSet& wanted, const Checkpoint& checkpoint) {
  const std::vector<std::size_t> way = way_to(wanted, present_);
  wanted_ = wanted;
  features_ = {};
  const at::Tensor rows = plain_rows(shown.picture);
  take_size(static_cast<int>(rows.size(2)), static_cast<int>(rows.size(3)));
  const Plan& plan = plans_.front();
  const int border = replicate_ ? 1 : 0;
  const Grid framed{plan.height + 2 * border, plan.width + 2 * border, colours};
  Number* const input = input_.at_least(framed.size());
  Kernels<Number>::to_network({rows.data_ptr<float>(), rows.stride(1), rows.stride(2), plan.height, plan.width},
                              mean_bgr_, border, input);
  const Number* values = input;
  for (const std::size_t layer : way) {
    checkpoint();
    const std::size_t size = grid(layer).size();
    Number* const to = wanted[layer] ? layers_[layer].features.at_least(size) : between_.other(values, size);
    convolve_forward(layer, values, to);
    if (wanted[layer]) {
      features_[layer] = view(layer, to);
    }
    values = to;
    if (layer != way.back() && pooled_after(present_, layer)) {
      Number* const pooled = between_.other(to, grid(layer).pooled().size());
      mark_and_pool(layer, to, wanted[layer], pooled);
      values = pooled;
    } else {
      Kernels<Number>::mark_positive(to, size, layers_[layer].bits.at_least(size / 8));
    }
  }
  return features_;
}

template <class Number>
at::Tensor OnednnVgg19<Number>::backward(const AddGradient& add, const Checkpoint& checkpoint) {
  const std::vector<std::size_t> way = way_to(wanted_, present_);
  Number* gradient = nullptr;  // with respect to the features of the layer at hand, or to what was pooled from them
  for (auto at = way.rbegin(); at != way.rend(); ++at) {
    const std::size_t layer = *at;
    checkpoint();
    const std::size_t size = grid(layer).size();
    if (layer == way.back()) {
      gradient = between_.other(nullptr, size);
      std::fill_n(gradient, size, Number(0.0F));
    } else if (pooled_after(present_, layer)) {
      Number* const spread = between_.other(gradient, size);
      unpool(layer, gradient, !wanted_[layer], spread);
      gradient = spread;
    }
    if (wanted_[layer]) {
      add(layer, features_[layer], view(layer, gradient));
      features_[layer].reset();
    }
    if (wanted_[layer] || !pooled_after(present_, layer)) {
      Kernels<Number>::keep_marked(gradient, size, layers_[layer].bits.get());
    }
    if (layer > 0) {
      const Grid below = grid(layer);
      Number* const to = between_.other(gradient, Grid{below.height, below.width, layers_[layer].inputs}.size());
      convolve_backward(layer, gradient, to);
      gradient = to;
    }
  }
  const Plan& plan = plans_.front();
  const int border = replicate_ ? 1 : 0;
  float* const slope = slope_.at_least(Grid{plan.height + 2 * border, plan.width + 2 * border, colours}.size());
  convolve_backward(0, gradient, slope);
  const std::ptrdiff_t width = plan.width;
  const std::ptrdiff_t pixels = width * plan.height;
  float* const planes = planes_.at_least(static_cast<std::size_t>(colours * pixels));
  from_network(slope, border, {planes, pixels, width, plan.height, plan.width});
  return at::from_blob(planes, {1, colours, plan.height, plan.width}, at::TensorOptions().dtype(at::kFloat));
}

template <class Number>
void OnednnVgg19<Number>::release() {
  features_ = {};
  for (Layer& layer : layers_) {
    layer.features.release();
    layer.bits.release();
    layer.maxima.release();
  }
  input_.release();
  slope_.release();
  planes_.release();
  between_.release();
  scratch_.release();
}

template <class Number>
std::function<void()> OnednnVgg19<Number>::convolutions_alone(int height, int width) {
  take_size(height, width);
  std::array<std::shared_ptr<Convolution>, 2 * layer_count> convolutions;
  const std::vector<std::size_t> all = way_to(present_, present_);
  std::size_t most = 0;
  for (const std::size_t layer : all) {
    convolutions[2 * layer] = make_forward(layer, false);
    convolutions[2 * layer + 1] = make_backward(layer);
    most = std::max(most, grid(layer).size());
  }
  // No layer's input is larger than the largest features, and those of conv1_1 leave room for its float32 gradient.
  const at::Tensor numbers = at::rand({2, static_cast<std::int64_t>(most)}).to(type());
  return [this, convolutions, numbers, all] {
    for (const std::size_t layer : all) {
      for (const bool backward : {false, true}) {
        convolve(*convolutions[2 * layer + (backward ? 1 : 0)], layer,
                 backward ? layers_[layer].backward : layers_[layer].forward, numbers[0].data_ptr<Number>(),
                 numbers[1].data_ptr());
      }
    }
  };
}

template <class Number>
void OnednnVgg19<Number>::take_size(int height, int width) {
  const int threads = omp_get_max_threads();
  const auto found = std::ranges::find_if(plans_, [&](const Plan& plan) {
    return plan.height == height && plan.width == width && plan.threads == threads;
  });
  if (found != plans_.end()) {
    plans_.splice(plans_.begin(), plans_, found);
    return;
  }
  if (plans_.size() == most_plans) {
    plans_.pop_back();
  }
  plans_.push_front({height, width, threads, {}, {}});
}

template <class Number>
Grid OnednnVgg19<Number>::grid(std::size_t layer) const {
  const Plan& plan = plans_.front();
  return {side_at(plan.height, layer), side_at(plan.width, layer), layers_[layer].outputs};
}

template <class Number>
std::unique_ptr<Convolution> OnednnVgg19<Number>::make_forward(std::size_t layer, bool relu) const {
  const Grid size = grid(layer);
  const int border = layer == 0 && replicate_ ? 1 : 0;
  const ConvolutionShape shape{layers_[layer].inputs,
                               layers_[layer].outputs,
                               size.height + 2 * border,
                               size.width + 2 * border,
                               1 - border,
                               relu};
  return std::make_unique<Convolution>(device_, shape, data_type<Number>, data_type<Number>);
}

template <class Number>
std::unique_ptr<Convolution> OnednnVgg19<Number>::make_backward(std::size_t layer) const {
  const Grid size = grid(layer);
  const int border = layer == 0 && replicate_ ? 1 : 0;
  const ConvolutionShape shape{
      layers_[layer].outputs, layers_[layer].inputs, size.height, size.width, 1 + border, false};
  return std::make_unique<Convolution>(device_, shape, data_type<Number>,
                                       layer == 0 ? DataType::f32 : data_type<Number>);
}

template <class Number>
void OnednnVgg19<Number>::convolve(Convolution& convolution, std::size_t layer, Weights& weights, const Number* from,
                                   void* to) {
  convolution(device_, from, weights.in(convolution.weights(), device_), layers_[layer].bias.get(), to,
              scratch_.at_least(convolution.scratch_size()));
}

template <class Number>
void OnednnVgg19<Number>::convolve_forward(std::size_t layer, const Number* from, Number* to) {
  std::unique_ptr<Convolution>& convolution = plans_.front().forward[layer];
  if (convolution == nullptr) {
    convolution = make_forward(layer, true);
  }
  convolve(*convolution, layer, layers_[layer].forward, from, to);
}

template <class Number>
void OnednnVgg19<Number>::convolve_backward(std::size_t layer, const Number* from, void* to) {
  std::unique_ptr<Convolution>& convolution = plans_.front().backward[layer];
  if (convolution == nullptr) {
    convolution = make_backward(layer);
  }
  convolve(*convolution, layer, layers_[layer].backward, from, to);
}

template <class Number>
void OnednnVgg19<Number>::mark_and_pool(std::size_t layer, const Number* features, bool wanted, Number* pooled) {
  Layer& of = layers_[layer];
  const Grid windows = grid(layer);
  std::uint8_t* const bits = average_ || wanted ? of.bits.at_least(windows.size() / 8) : nullptr;
  if (average_) {
    Kernels<Number>::pool_average(features, windows, bits, pooled);
  } else {
    Kernels<Number>::pool_max(features, windows, bits, of.maxima.at_least(windows.size() / 8), pooled);
  }
}

template <class Number>
void OnednnVgg19<Number>::unpool(std::size_t layer, const Number* pooled, bool mask, Number* to) const {
  const Layer& of = layers_[layer];
  if (average_) {
    Kernels<Number>::unpool_average(pooled, grid(layer), mask ? of.bits.get() : nullptr, to);
  } else {
    Kernels<Number>::unpool_max(pooled, grid(layer), of.maxima.get(), to);
  }
}

template <class Number>
at::Tensor OnednnVgg19<Number>::view(std::size_t layer, Number* values) const {
  const Grid size = grid(layer);
  return features_over(values, size.height, size.width, size.channels, type());
}

template class OnednnVgg19<float>;
template class OnednnVgg19<c10::BFloat16>;

}  // namespace neural_style::onednn
