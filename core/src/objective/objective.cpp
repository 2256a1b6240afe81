#include "objective/objective.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "objective/squared_norm.hpp"

namespace neural_style {
namespace {

/// Exact or wide enough to add up in.
at::Tensor widened(const at::Tensor& features) {
  return features.scalar_type() == at::kDouble ? features : features.to(at::kFloat);
}

/// Of the whole picture: what the regions' shares are shares of.
double weight_of(const StyledRegion& region, const at::Tensor& picture) {
  return weight_sum(region.weight, picture.size(2), picture.size(3));
}

}  // namespace

double content_factor(double strength) { return std::pow(25.0, 0.5 - strength); }

Objective::Objective(Network& network, const Settings& settings, const ContentPicture& content,
                     const std::vector<StyledRegion>& regions, const ObjectiveMemory& memory,
                     const Checkpoint& checkpoint)
    : network_(network),
      content_weight_(settings.content_weight * content_factor(settings.strength)),
      style_weight_(settings.style_weight),
      content_weights_(guides_of(content.weight)),
      tiles_(tiles_of(static_cast<int>(content.picture.size(2)), static_cast<int>(content.picture.size(3)),
                      memory.tile_pixels, settings.seamless)) {
  for (const LayerWeight& row : settings.style_layers) {
    style_layers_.set(layer_number(row.layer));
  }
  for (const LayerWeight& row : settings.content_layers) {
    content_[layer_number(row.layer)].weight = row.weight;
    content_layers_.set(layer_number(row.layer));
  }
  double all = 0;
  for (const StyledRegion& region : regions) {
    all += weight_of(region, content.picture);
  }
  for (const StyledRegion& region : regions) {
    regions_.emplace_back(network, grams_, settings, region, weight_of(region, content.picture) / all,
                          static_cast<int>(content.picture.size(2)), static_cast<int>(content.picture.size(3)),
                          memory.tile_pixels, checkpoint);
  }
  take_content(content, settings.loss == Loss::relative, memory.half_targets, checkpoint);
}

Losses Objective::operator()(const at::Tensor& picture, at::Tensor* gradient, const Checkpoint& checkpoint) {
  Losses losses;
  // First the sums over the whole picture, then the gradient tile by tile; from the last on, whose features are still
  // there. With one tile they always are.
  std::vector<RegionSums> sums(regions_.size());
  for (const Tile& tile : tiles_) {
    const bool stays = &tile == &tiles_.back() || gradient == nullptr;
    const Features& features =
        network_.forward(tile.region_of(picture), stays ? style_layers_ | content_layers_ : style_layers_, checkpoint);
    for (std::size_t i = 0; i < regions_.size(); ++i) {
      regions_[i].add(grams_, features, tile, sums[i]);
    }
    for (std::size_t layer = 0; layer < layer_count && gradient == nullptr; ++layer) {
      content_term(layer, features[layer], tile, {}, losses);
    }
  }
  for (std::size_t i = 0; i < regions_.size(); ++i) {
    regions_[i].finish(sums[i], losses);
  }
  if (gradient != nullptr) {
    take_gradient(picture, sums, *gradient, losses, checkpoint);
  }
  losses.total = content_weight_ * losses.content + style_weight_ * losses.style;
  return losses;
}

void Objective::take_gradient(const at::Tensor& picture, const std::vector<RegionSums>& finished, at::Tensor& gradient,
                              Losses& losses, const Checkpoint& checkpoint) {
  const Tile& first = tiles_.front();
  const bool whole = tiles_.size() == 1 && first.x.region.begin == 0 && first.y.region.begin == 0;
  if (!whole) {
    gradient = gradient.defined() ? gradient.zero_() : at::zeros(picture.sizes(), picture.options());
  }
  for (auto tile = tiles_.rbegin(); tile != tiles_.rend(); ++tile) {
    if (tile != tiles_.rbegin()) {
      network_.forward(tile->region_of(picture), style_layers_ | content_layers_, checkpoint);
    }
    const at::Tensor slope = network_.backward(
        [&](std::size_t layer, const at::Tensor& features, const at::Tensor& total) {
          for (std::size_t i = 0; i < regions_.size(); ++i) {
            regions_[i].add_gradient(grams_, layer, features, *tile, finished[i], total);
          }
          content_term(layer, features, *tile, total, losses);
        },
        checkpoint);
    if (whole) {
      gradient = slope;
    } else {
      tile->add_region(slope, gradient);
    }
  }
}

void Objective::take_content(const ContentPicture& content, bool relative, bool half, const Checkpoint& checkpoint) {
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

void Objective::content_term(std::size_t layer, const at::Tensor& features, const Tile& tile, const at::Tensor& total,
                             Losses& losses) const {
  const ContentTarget& target = content_[layer];
  if (target.weight == 0) {
    return;
  }
  at::Tensor difference = widened(tile.owned_of_region(features, layer)) - tile.owned_of_whole(target.features, layer);
  const at::Tensor weight = tile.owned_of_whole(content_weights_[layer], layer);
  if (weight.defined()) {
    losses.content += target.weight * target.k * (difference.square() * weight).sum(at::kDouble).item<double>();
  } else {
    losses.content += target.weight * target.k * squared_norm(difference);
  }
  if (total.defined()) {
    if (weight.defined()) {
      difference.mul_(weight);
    }
    tile.owned_of_region(total, layer).add_(difference.mul_(2 * target.k * target.weight * content_weight_));
  }
}

}  // namespace neural_style
