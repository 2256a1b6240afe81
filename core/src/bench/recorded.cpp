#include "bench/recorded.hpp"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/grad_mode.h>

#include <utility>

#include "objective/objective.hpp"

namespace neural_style {
namespace {

/// The weight at the size of the features, pooled as the network pools.
at::Tensor weight_at(const at::Tensor& features, at::Tensor weight) {
  while (weight.size(2) != features.size(2) || weight.size(3) != features.size(3)) {
    weight = at::avg_pool2d(weight, 2, 2, 0, /*ceil_mode=*/true, /*count_include_pad=*/false);
  }
  return weight.to(features.scalar_type());
}

/// Gram matrix a position, of what `weight` counts; undefined: all.
at::Tensor gram_of(const at::Tensor& features, const at::Tensor& weight) {
  const at::Tensor f = features.reshape({features.size(1), -1});
  if (!weight.defined()) {
    return at::mm(f, f.t()) / f.size(1);
  }
  const at::Tensor w = weight_at(features, weight).reshape({1, -1});
  return at::mm(f * w, f.t()) / w.sum();
}

/// Of each 2x2 the one of `x` where `chosen` is largest; undefined: where `x` is.
at::Tensor maxima(const at::Tensor& x, const at::Tensor& chosen) {
  if (!chosen.defined()) {
    return at::max_pool2d(x, 2, 2, 0, 1, /*ceil_mode=*/true);
  }
  const at::Tensor places = std::get<1>(at::max_pool2d_with_indices(chosen, 2, 2, 0, 1, /*ceil_mode=*/true));
  return x.flatten(2).gather(2, places.flatten(2)).reshape(places.sizes());
}

}  // namespace

RecordedNetwork::RecordedNetwork(const NetworkWeights& weights, const Settings& settings, at::ScalarType type)
    : pooling_(settings.pooling),
      padding_(settings.padding),
      mean_(at::tensor(weights.mean_bgr, type).reshape({1, 3, 1, 1})) {
  for (const ConvolutionWeights& layer : weights.layers) {
    convolutions_.push_back(
        {layer_number(layer.name),
         at::tensor(at::ArrayRef<float>(layer.weight)).reshape({layer.outputs, layer.inputs, 3, 3}).to(type),
         at::tensor(at::ArrayRef<float>(layer.bias)).to(type)});
  }
}

std::array<at::Tensor, layer_count> RecordedNetwork::features(
    const at::Tensor& picture, const std::array<at::Tensor, layer_count>* choices) const {
  at::Tensor x = picture.flip({1}) - mean_;
  std::array<at::Tensor, layer_count> features;
  at::Tensor chosen;  // of the layer before
  for (const auto& [layer, weight, bias] : convolutions_) {
    if (pooled_before(layer)) {
      x = pooling_ == Pooling::average ? at::avg_pool2d(x, 2, 2, 0, /*ceil_mode=*/true, /*count_include_pad=*/false)
                                       : maxima(x, chosen);
    }
    const bool replicate = layer == 0 && padding_ == Padding::replicate;
    x = replicate ? at::conv2d(at::replication_pad2d(x, {1, 1, 1, 1}), weight, bias)
                  : at::conv2d(x, weight, bias, 1, 1);
    if (choices != nullptr) {
      chosen = (*choices)[layer];
      x = x * (chosen > 0);
    } else {
      x = at::relu(x);
    }
    features[layer] = x;
  }
  return features;
}

RecordedObjective::RecordedObjective(const NetworkWeights& weights, const Settings& settings, const at::Tensor& content,
                                     const at::Tensor& style, at::Tensor weight)
    : settings_(settings), network_(weights, settings, content.scalar_type()), weight_(std::move(weight)) {
  const at::NoGradGuard no_gradient;
  {
    const auto of_style = network_.features(style);
    for (const LayerWeight& row : settings_.style_layers) {
      const std::size_t layer = layer_number(row.layer);
      grams_[layer] = gram_of(of_style[layer], {});
    }
  }
  const auto of_content = network_.features(content);
  for (const LayerWeight& row : settings_.content_layers) {
    const std::size_t layer = layer_number(row.layer);
    features_[layer] = of_content[layer];
  }
}

at::Tensor RecordedObjective::loss(const at::Tensor& picture) const {
  const auto features = network_.features(picture);
  const bool relative = settings_.loss == Loss::relative;
  at::Tensor total = at::zeros({}, picture.scalar_type());
  for (const LayerWeight& row : settings_.style_layers) {
    const std::size_t layer = layer_number(row.layer);
    const at::Tensor& goal = grams_[layer];
    const at::Tensor error = (gram_of(features[layer], weight_) - goal).square().sum();
    const auto channels = static_cast<double>(goal.size(0));
    total = total + settings_.style_weight * row.weight *
                        (relative ? error / goal.square().sum() : error / (4 * channels * channels));
  }
  const double content_weight = settings_.content_weight * content_factor(settings_.strength);
  for (const LayerWeight& row : settings_.content_layers) {
    const std::size_t layer = layer_number(row.layer);
    const at::Tensor& goal = features_[layer];
    const at::Tensor error = (features[layer] - goal).square().sum();
    total = total + content_weight * row.weight *
                        (relative ? error / (goal - goal.mean({2, 3}, true)).square().sum()
                                  : error / (4 * static_cast<double>(goal.numel())));
  }
  return total;
}

std::pair<double, at::Tensor> RecordedObjective::operator()(const at::Tensor& picture) const {
  const at::AutoGradMode recording(true);
  const at::Tensor input = picture.detach().set_requires_grad(true);
  const at::Tensor total = loss(input);
  const at::Tensor gradient = torch::autograd::grad({total}, {input}).front();
  return {total.item<double>(), gradient};
}

}  // namespace neural_style
