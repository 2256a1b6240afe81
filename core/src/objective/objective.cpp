#include "objective/objective.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace neural_style {
namespace {

double squared_norm(const at::Tensor& values) {
  const auto norm = values.norm(2, at::kDouble).item<double>();
  return norm * norm;
}

/// Exact or wide enough to add up in.
at::Tensor widened(const at::Tensor& features) {
  return features.scalar_type() == at::kDouble ? features : features.to(at::kFloat);
}

constexpr double tiny = 1e-12;  // against a division by zero where a layer sees nothing at all

std::vector<Tile> cut(const at::Tensor& picture, std::size_t most_pixels) {
  return tiles_of(static_cast<int>(picture.size(2)), static_cast<int>(picture.size(3)), most_pixels);
}

}  // namespace

double content_factor(double strength) { return std::pow(25.0, 0.5 - strength); }

Objective::Objective(Network& network, const Settings& settings, const WeightedPicture& content,
                     const std::vector<WeightedPicture>& styles, const ObjectiveMemory& memory,
                     const Checkpoint& checkpoint)
    : network_(network),
      content_weight_(settings.content_weight * content_factor(settings.strength)),
      style_weight_(settings.style_weight),
      guides_(guides_of(content.weight)),
      tiles_(cut(content.picture, memory.tile_pixels)) {
  for (const LayerWeight& row : settings.style_layers) {
    style_[layer_number(row.layer)].weight = row.weight;
    style_layers_.set(layer_number(row.layer));
  }
  for (const LayerWeight& row : settings.content_layers) {
    content_[layer_number(row.layer)].weight = row.weight;
    content_layers_.set(layer_number(row.layer));
  }
  double shares = 0;
  for (const WeightedPicture& style : styles) {
    shares += style.share;
  }
  for (const WeightedPicture& style : styles) {
    take_style(style, style.share / shares, memory.tile_pixels, checkpoint);
  }
  const bool relative = settings.loss == Loss::relative;
  for (StyleTarget& target : style_) {
    if (target.weight > 0) {
      const auto channels = static_cast<double>(target.gram.size(0));
      target.k = relative ? 1 / (squared_norm(target.gram) + tiny) : 1 / (4 * channels * channels);
    }
  }
  take_content(content, relative, memory.half_targets, checkpoint);
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    const int height = side_at(static_cast<int>(content.picture.size(2)), layer);
    const int width = side_at(static_cast<int>(content.picture.size(3)), layer);
    weight_sums_[layer] = weight_sum(guides_[layer], height, width);
  }
}

Losses Objective::operator()(const at::Tensor& picture, at::Tensor* gradient, const Checkpoint& checkpoint) {
  Losses losses;
  // First the Gram matrices of the whole picture, then the gradient tile by tile; from the last on, whose features are
  // still there. With one tile they always are.
  Matrices grams;
  for (const Tile& tile : tiles_) {
    const bool stays = &tile == &tiles_.back() || gradient == nullptr;
    const Features& features =
        network_.forward(tile.region_of(picture), stays ? style_layers_ | content_layers_ : style_layers_, checkpoint);
    add_grams(features, tile, guides_, grams);
    for (std::size_t layer = 0; layer < layer_count && gradient == nullptr; ++layer) {
      content_term(layer, features[layer], tile, {}, losses);
    }
  }
  style_terms(grams, losses);
  if (gradient != nullptr) {
    take_gradient(picture, grams, *gradient, losses, checkpoint);
  }
  losses.total = content_weight_ * losses.content + style_weight_ * losses.style;
  return losses;
}

void Objective::take_gradient(const at::Tensor& picture, const Matrices& grams, at::Tensor& gradient, Losses& losses,
                              const Checkpoint& checkpoint) {
  const bool whole = tiles_.size() == 1;
  if (!whole) {
    gradient = gradient.defined() ? gradient.zero_() : at::zeros(picture.sizes(), picture.options());
  }
  for (auto tile = tiles_.rbegin(); tile != tiles_.rend(); ++tile) {
    if (tile != tiles_.rbegin()) {
      network_.forward(tile->region_of(picture), style_layers_ | content_layers_, checkpoint);
    }
    const at::Tensor slope = network_.backward(
        [&](std::size_t layer, const at::Tensor& features, const at::Tensor& total) {
          if (style_layers_[layer]) {
            grams_.add_product(tile->owned_of_region(features, layer), tile->owned_of_whole(guides_[layer], layer),
                               grams[layer], tile->owned_of_region(total, layer));
          }
          content_term(layer, features, *tile, total, losses);
        },
        checkpoint);
    if (whole) {
      gradient = slope;
    } else {
      tile->region_of(gradient).add_(slope);
    }
  }
}

Objective::Guides Objective::guides_of(at::Tensor weight) {
  Guides guides;
  if (!weight.defined()) {
    return guides;
  }
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (pooled_before(layer)) {
      // As the network pools.
      weight = at::avg_pool2d(weight, 2, 2, 0, /*ceil_mode=*/true, /*count_include_pad=*/false);
    }
    guides[layer] = weight;
  }
  return guides;
}

void Objective::add_grams(const Features& features, const Tile& tile, const Guides& guides, Matrices& sums) {
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (style_layers_[layer]) {
      const at::Tensor sum =
          grams_.of(tile.owned_of_region(features[layer], layer), tile.owned_of_whole(guides[layer], layer));
      sums[layer] = sums[layer].defined() ? sums[layer].add_(sum) : sum;
    }
  }
}

void Objective::take_style(const WeightedPicture& style, double share, std::size_t tile_pixels,
                           const Checkpoint& checkpoint) {
  const Guides guides = guides_of(style.weight);
  Matrices sums;
  for (const Tile& tile : cut(style.picture, tile_pixels)) {
    add_grams(network_.forward(tile.region_of(style.picture), style_layers_, checkpoint), tile, guides, sums);
  }
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (style_layers_[layer]) {
      const double weights = weight_sum(guides[layer], side_at(static_cast<int>(style.picture.size(2)), layer),
                                        side_at(static_cast<int>(style.picture.size(3)), layer));
      const at::Tensor gram = sums[layer].mul_(share / weights);
      style_[layer].gram = style_[layer].gram.defined() ? style_[layer].gram + gram : gram;
    }
  }
}

void Objective::take_content(const WeightedPicture& content, bool relative, bool half, const Checkpoint& checkpoint) {
  if (content_layers_.none()) {
    return;
  }
  std::array<at::Tensor, layer_count> channel_sums;
  std::array<double, layer_count> squares = {};
  for (const Tile& tile : tiles_) {
    const Features& features = network_.forward(tile.region_of(content.picture), content_layers_, checkpoint);
    for (std::size_t layer = 0; layer < layer_count; ++layer) {
      if (!content_layers_[layer]) {
        continue;
      }
      at::Tensor& target = content_[layer].features;
      if (!target.defined()) {
        target = at::empty({1, features[layer].size(1), side_at(static_cast<int>(content.picture.size(2)), layer),
                            side_at(static_cast<int>(content.picture.size(3)), layer)},
                           features[layer].options().dtype(half ? at::kHalf : features[layer].scalar_type()),
                           at::MemoryFormat::ChannelsLast);
      }
      const at::Tensor owned = tile.owned_of_region(features[layer], layer);
      tile.owned_of_whole(target, layer).copy_(owned);
      const at::Tensor sums = widened(owned).sum({0, 2, 3}, false, at::kDouble);
      channel_sums[layer] = channel_sums[layer].defined() ? channel_sums[layer] + sums : sums;
      squares[layer] += squared_norm(owned);
    }
  }
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (ContentTarget& target = content_[layer]; target.weight > 0) {
      const auto positions = static_cast<double>(target.features.size(2) * target.features.size(3));
      // |P - mean(P)|² with a mean a channel. A flat picture has no contrast to divide by: not less than a hundredth of
      // |P|².
      const double contrast =
          std::max(squares[layer] - squared_norm(channel_sums[layer]) / positions, 0.01 * squares[layer]);
      target.k = relative ? 1 / (contrast + tiny) : 1 / (4 * static_cast<double>(target.features.numel()));
    }
  }
}

void Objective::style_terms(Matrices& grams, Losses& losses) const {
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (const StyleTarget& target = style_[layer]; target.weight > 0) {
      const at::Tensor difference = grams[layer].div_(weight_sums_[layer]).sub_(target.gram);
      const double term = target.k * squared_norm(difference);
      losses.style += target.weight * term;
      losses.style_by_layer.emplace_back(layer_names[layer], term);
      grams[layer] = difference.mul_(4 * target.k * target.weight * style_weight_ / weight_sums_[layer]);
    }
  }
}

void Objective::content_term(std::size_t layer, const at::Tensor& features, const Tile& tile, const at::Tensor& total,
                             Losses& losses) const {
  const ContentTarget& target = content_[layer];
  if (target.weight == 0) {
    return;
  }
  at::Tensor difference = widened(tile.owned_of_region(features, layer)) - tile.owned_of_whole(target.features, layer);
  losses.content += target.weight * target.k * squared_norm(difference);
  if (total.defined()) {
    tile.owned_of_region(total, layer).add_(difference.mul_(2 * target.k * target.weight * content_weight_));
  }
}

}  // namespace neural_style
