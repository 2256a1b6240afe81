#include "network/vgg19.hpp"

#include <ATen/ATen.h>

#include <iterator>
#include <utility>

#include "network/borrowed.hpp"

namespace neural_style {
namespace {

at::Tensor mean_tensor(const std::array<double, 3>& mean_bgr, at::ScalarType type) {
  at::Tensor mean = at::empty({1, 3, 1, 1}, at::TensorOptions().dtype(type));
  for (std::size_t channel = 0; channel < mean_bgr.size(); ++channel) {
    mean[0][static_cast<std::int64_t>(channel)].fill_(mean_bgr[channel]);
  }
  return mean;
}

at::ScalarType at_least_float32(at::ScalarType type) { return type == at::kDouble ? at::kDouble : at::kFloat; }

/// Gradient with respect to what was padded by one position a side. LibTorch's own adds in any order on a card.
at::Tensor unpadded(const at::Tensor& padded) {
  at::Tensor rows = padded.slice(2, 1, -1).clone();
  rows.select(2, 0).add_(padded.select(2, 0));
  rows.select(2, -1).add_(padded.select(2, -1));
  at::Tensor result = rows.slice(3, 1, -1);
  result.select(3, 0).add_(rows.select(3, 0));
  result.select(3, -1).add_(rows.select(3, -1));
  return result;
}

}  // namespace

Vgg19::Vgg19(const NetworkWeights& weights, Pooling pooling, Padding padding, at::ScalarType type, at::Device device)
    : layers_(layers_of(weights)),
      mean_bgr_(mean_tensor(weights.mean_bgr, at_least_float32(type)).to(device)),
      pooling_(pooling),
      padding_(padding),
      type_(type) {
  const auto on_device = [&](const at::Tensor& values) {
    return values.to(values.options().dtype(type).device(device), false, true, at::MemoryFormat::ChannelsLast);
  };
  for (const ConvolutionWeights& source : weights.layers) {
    const at::Tensor weight = borrowed(source.weight, {source.outputs, source.inputs, 3, 3});
    const at::Tensor bias = borrowed(source.bias, {source.outputs});
    Convolution& convolution = convolutions_[layer_number(source.name)];
    convolution.weight = on_device(weight);
    convolution.bias = bias.to(bias.options().dtype(type).device(device), false, true);
    convolution.backward = on_device(weight.transpose(0, 1).flip({2, 3}));
  }
}

const Features& Vgg19::forward(const Shown& shown, const LayerSet& wanted, const Checkpoint& checkpoint) {
  const at::ScalarType exact = at_least_float32(type_);
  at::Tensor x = shown.picture.to(exact).flip({1}) - mean_bgr_;
  // Zero padding makes the network see a dark frame; replicating at the first layer is enough to take it away.
  const bool replicate = padding_ == Padding::replicate;
  if (replicate) {
    x = at::replication_pad2d(x, {1, 1, 1, 1});
  }
  x = x.to(type_).contiguous(at::MemoryFormat::ChannelsLast);
  wanted_ = wanted;
  features_ = {};
  asked_ = {};
  for (const std::size_t layer : way_to(wanted, layers_)) {
    checkpoint();
    if (pooled_before(layer)) {
      x = pool(x);
    }
    x = at::conv2d(x, convolutions_[layer].weight, convolutions_[layer].bias, 1, layer == 0 && replicate ? 0 : 1);
    x.relu_();
    features_[layer] = x;
    if (wanted[layer]) {
      asked_[layer] = x;
    }
  }
  return asked_;
}

at::Tensor Vgg19::backward(const AddGradient& add, const Checkpoint& checkpoint) {
  asked_ = {};
  at::Tensor total;  // with respect to the features of the layer at hand
  const std::vector<std::size_t> way = way_to(wanted_, layers_);
  for (auto at = way.rbegin(); at != way.rend(); ++at) {
    const std::size_t layer = *at;
    checkpoint();
    if (wanted_[layer]) {
      if (!total.defined()) {
        total = at::zeros_like(features_[layer]);
      }
      add(layer, features_[layer], total);
    }
    at::threshold_backward_out(total, total, features_[layer], 0);
    features_[layer].reset();
    if (layer == 0 && padding_ == Padding::replicate) {
      const at::Tensor padded = at::conv2d(total, convolutions_[0].backward, {}, 1, 2).to(at_least_float32(type_));
      total = unpadded(padded);
    } else {
      total = at::conv2d(total, convolutions_[layer].backward, {}, 1, 1);
    }
    if (pooled_before(layer)) {
      total = unpool(total, features_[*std::next(at)]);
    }
  }
  return total.to(at_least_float32(type_)).flip({1}).contiguous();
}

void Vgg19::release() {
  features_ = {};
  asked_ = {};
}

std::function<void()> Vgg19::convolutions_alone(int height, int width) {
  std::vector<std::pair<at::Tensor, at::Tensor>> pairs;
  for (const std::size_t layer : way_to(layers_, layers_)) {
    for (const at::Tensor& kernel : {convolutions_[layer].weight, convolutions_[layer].backward}) {
      pairs.emplace_back(
          at::rand({1, kernel.size(1), side_at(height, layer), side_at(width, layer)}, mean_bgr_.options())
              .to(type_)
              .contiguous(at::MemoryFormat::ChannelsLast),
          kernel);
    }
  }
  return [pairs = std::move(pairs)] {
    for (const auto& [input, kernel] : pairs) {
      at::conv2d(input, kernel, {}, 1, 1);
    }
  };
}

// A last odd row or column makes a window of its own, which averages what it covers.
at::Tensor Vgg19::pool(const at::Tensor& features) const {
  return pooling_ == Pooling::average
             ? at::avg_pool2d(features, 2, 2, 0, /*ceil_mode=*/true, /*count_include_pad=*/false)
             : at::max_pool2d(features, 2, 2, 0, 1, /*ceil_mode=*/true);
}

at::Tensor Vgg19::unpool(const at::Tensor& gradient, const at::Tensor& features) const {
  if (pooling_ == Pooling::average) {
    return at::avg_pool2d_backward(gradient, features, 2, 2, 0, true, false, c10::nullopt);
  }
  // The place of each maximum is found again rather than kept: it costs a pass but saves eight bytes a feature.
  const at::Tensor places = std::get<1>(at::max_pool2d_with_indices(features, 2, 2, 0, 1, true));
  return at::max_pool2d_with_indices_backward(gradient, features, 2, 2, 0, 1, true, places);
}

}  // namespace neural_style
