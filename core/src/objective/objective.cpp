#include "objective/objective.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "objective/gram.hpp"

namespace neural_style {
namespace {

/// The weight at each layer's size, pooled as the network pools; undefined if the weight is.
std::array<at::Tensor, layer_count> pooled_guides(at::Tensor weight) {
  std::array<at::Tensor, layer_count> guides;
  if (!weight.defined()) {
    return guides;
  }
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (pooled_before(layer)) {
      weight = at::avg_pool2d(weight, 2, 2, 0, /*ceil_mode=*/true, /*count_include_pad=*/false);
    }
    guides[layer] = weight;
  }
  return guides;
}

double squared_norm(const at::Tensor& values) {
  const auto norm = values.norm(2, at::kDouble).item<double>();
  return norm * norm;
}

/// Exact or wide enough to add up in.
at::Tensor widened(const at::Tensor& features) {
  return features.scalar_type() == at::kDouble ? features : features.to(at::kFloat);
}

/// |P - mean(P)|² with a mean a channel, not less than a hundredth of |P|²: a flat picture has no contrast to divide
/// by.
double contrast(const at::Tensor& features) {
  const at::Tensor wide = widened(features);
  return std::max(squared_norm(wide - wide.mean({2, 3}, true)), 0.01 * squared_norm(wide));
}

constexpr double tiny = 1e-12;  // against a division by zero where a layer sees nothing at all

}  // namespace

double content_factor(double strength) { return std::pow(25.0, 0.5 - strength); }

Objective::Objective(const Vgg19& network, const Settings& settings, const WeightedPicture& content,
                     const std::vector<WeightedPicture>& styles, const Checkpoint& checkpoint)
    : network_(network),
      content_weight_(settings.content_weight * content_factor(settings.strength)),
      style_weight_(settings.style_weight),
      guides_(pooled_guides(content.weight)) {
  for (const LayerWeight& row : settings.style_layers) {
    style_[layer_number(row.layer)].weight = row.weight;
    last_layer_ = std::max(last_layer_, layer_number(row.layer));
  }
  for (const LayerWeight& row : settings.content_layers) {
    content_[layer_number(row.layer)].weight = row.weight;
    last_layer_ = std::max(last_layer_, layer_number(row.layer));
  }
  const bool relative = settings.loss == Loss::relative;

  double shares = 0;
  for (const WeightedPicture& style : styles) {
    shares += style.share;
  }
  for (const WeightedPicture& style : styles) {
    const Features features = network.forward(style.picture, last_layer_, checkpoint);
    const auto guides = pooled_guides(style.weight);
    for (std::size_t layer = 0; layer < layer_count; ++layer) {
      if (style_[layer].weight > 0) {
        const at::Tensor gram = gram_matrix(features[layer], guides[layer]).mul_(style.share / shares);
        style_[layer].gram = style_[layer].gram.defined() ? style_[layer].gram + gram : gram;
      }
    }
  }
  for (StyleTarget& target : style_) {
    if (target.weight > 0) {
      const auto channels = static_cast<double>(target.gram.size(0));
      target.k = relative ? 1 / (squared_norm(target.gram) + tiny) : 1 / (4 * channels * channels);
    }
  }

  const Features features = network.forward(content.picture, last_layer_, checkpoint);
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (ContentTarget& target = content_[layer]; target.weight > 0) {
      target.features = features[layer];
      target.k =
          relative ? 1 / (contrast(features[layer]) + tiny) : 1 / (4 * static_cast<double>(features[layer].numel()));
    }
  }
}

Losses Objective::operator()(const at::Tensor& picture, at::Tensor* gradient, const Checkpoint& checkpoint) const {
  Losses losses;
  Features features = network_.forward(picture, last_layer_, checkpoint);
  if (gradient != nullptr) {
    *gradient = network_.backward(
        features, [&](std::size_t layer, const at::Tensor& values) { return layer_terms(layer, values, losses, true); },
        checkpoint);
  } else {
    for (std::size_t layer = layer_count; layer-- > 0;) {
      if (features[layer].defined()) {
        layer_terms(layer, features[layer], losses, false);
      }
    }
  }
  std::ranges::reverse(losses.style_by_layer);  // found from the deepest on
  losses.total = content_weight_ * losses.content + style_weight_ * losses.style;
  return losses;
}

at::Tensor Objective::layer_terms(std::size_t layer, const at::Tensor& features, Losses& losses,
                                  bool with_gradient) const {
  at::Tensor gradient;
  if (const StyleTarget& target = style_[layer]; target.weight > 0) {
    const at::Tensor difference = gram_matrix(features, guides_[layer]) - target.gram;
    const double term = target.k * squared_norm(difference);
    losses.style += target.weight * term;
    losses.style_by_layer.emplace_back(layer_names[layer], term);
    if (with_gradient) {
      gradient = gram_gradient(features, guides_[layer], difference, target.k * target.weight * style_weight_);
    }
  }
  if (const ContentTarget& target = content_[layer]; target.weight > 0) {
    at::Tensor difference = widened(features) - widened(target.features);
    losses.content += target.weight * target.k * squared_norm(difference);
    if (with_gradient) {
      difference = difference.mul_(2 * target.k * target.weight * content_weight_).to(features.scalar_type());
      gradient = gradient.defined() ? gradient.add_(difference) : difference;
    }
  }
  return gradient;
}

}  // namespace neural_style
