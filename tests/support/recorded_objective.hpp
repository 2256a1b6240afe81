// The same objective written a second time, plainly, so that LibTorch's autograd can derive it: what the hand-written
// gradient is held against.
#pragma once

#include <ATen/ATen.h>

#include <string>
#include <vector>

#include "neural_style/settings.hpp"
#include "weights/vgg19_weights.hpp"

namespace neural_style {

/// Features of every layer after its ReLU, of a picture 1x3xHxW RGB 0..255, in the picture's number type.
inline std::vector<at::Tensor> recorded_features(const std::vector<ConvolutionWeights>& weights,
                                                 const at::Tensor& picture, const Settings& settings) {
  const at::Tensor mean = at::tensor({103.939, 116.779, 123.68}, picture.options().requires_grad(false));
  at::Tensor x = picture.flip({1}) - mean.reshape({1, 3, 1, 1});
  std::vector<at::Tensor> features;
  for (const ConvolutionWeights& layer : weights) {
    if (layer.name.ends_with("_1") && layer.name != "conv1_1") {
      x = settings.pooling == Pooling::average ? at::avg_pool2d(x, 2, 2, 0, true, false)
                                               : at::max_pool2d(x, 2, 2, 0, 1, true);
    }
    const at::Tensor weight =
        at::tensor(at::ArrayRef<float>(layer.weight)).reshape({layer.outputs, layer.inputs, 3, 3}).to(x.scalar_type());
    const at::Tensor bias = at::tensor(at::ArrayRef<float>(layer.bias)).to(x.scalar_type());
    const bool replicate = layer.name == "conv1_1" && settings.padding == Padding::replicate;
    x = at::relu(replicate ? at::conv2d(at::replication_pad2d(x, {1, 1, 1, 1}), weight, bias)
                           : at::conv2d(x, weight, bias, 1, 1));
    features.push_back(x);
  }
  return features;
}

/// Position-normalised Gram matrix of features, guided by `weight` (1x1xHxW of the picture; undefined: none).
inline at::Tensor recorded_gram(const at::Tensor& features, at::Tensor weight) {
  if (!weight.defined()) {
    weight = at::ones({1, 1, features.size(2), features.size(3)}, features.options().requires_grad(false));
  }
  while (weight.size(2) != features.size(2) || weight.size(3) != features.size(3)) {
    weight = at::avg_pool2d(weight, 2, 2, 0, true, false);
  }
  const at::Tensor f = features.reshape({features.size(1), -1});
  const at::Tensor w = weight.reshape({1, -1}).to(f.scalar_type());
  return at::mm(f * w, f.t()) / w.sum();
}

/// The weighted total, as DESIGN and the public headers define it.
inline at::Tensor recorded_loss(const std::vector<ConvolutionWeights>& weights, const Settings& settings,
                                const at::Tensor& picture, const at::Tensor& picture_weight, const at::Tensor& content,
                                const at::Tensor& style) {
  const auto number = [&](const std::string& name) {
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (weights[i].name == name) {
        return i;
      }
    }
    throw std::invalid_argument(name);
  };
  const auto of_picture = recorded_features(weights, picture, settings);
  const auto of_content = recorded_features(weights, content, settings);
  const auto of_style = recorded_features(weights, style, settings);
  at::Tensor total = at::zeros({}, picture.options().requires_grad(false));
  for (const LayerWeight& row : settings.style_layers) {
    const std::size_t layer = number(row.layer);
    const at::Tensor goal = recorded_gram(of_style[layer], {});
    const at::Tensor error = (recorded_gram(of_picture[layer], picture_weight) - goal).square().sum();
    const auto channels = static_cast<double>(goal.size(0));
    total =
        total + settings.style_weight * row.weight *
                    (settings.loss == Loss::relative ? error / goal.square().sum() : error / (4 * channels * channels));
  }
  for (const LayerWeight& row : settings.content_layers) {
    const at::Tensor& goal = of_content[number(row.layer)];
    const at::Tensor error = (of_picture[number(row.layer)] - goal).square().sum();
    total = total + settings.content_weight * row.weight *
                        (settings.loss == Loss::relative ? error / (goal - goal.mean({2, 3}, true)).square().sum()
                                                         : error / (4 * static_cast<double>(goal.numel())));
  }
  return total;
}

}  // namespace neural_style
