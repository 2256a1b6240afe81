#include "objective/styled_region.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

#include "objective/team_sums.hpp"

namespace neural_style {
namespace {

/// sums += the tile's part of Σ w f fᵀ and Σ w f.
void add_sums(GramSums& grams, const at::Tensor& features, const at::Tensor& weight, bool means, Moments& sums) {
  sums.add({grams.of(features, weight), means ? GramSums::channel_sums(features, weight) : at::Tensor()}, 1);
}

}  // namespace

Guides guides_of(at::Tensor weight) {
  Guides guides;
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

Guides guides_of_strip(const Guides& whole, const Strip& strip) {
  if (strip.whole()) {
    return whole;
  }
  Guides own;
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (whole[layer].defined()) {
      own[layer] = whole[layer].slice(2, side_at(strip.own.begin, layer), side_at(strip.own.end, layer)).clone();
    }
  }
  return own;
}

std::array<double, layer_count> guide_sums(const Guides& guides, int height, int width) {
  std::array<double, layer_count> sums = {};
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    sums[layer] = weight_sum(guides[layer], side_at(height, layer), side_at(width, layer));
  }
  return sums;
}

RegionTarget::RegionTarget(Network& network, GramSums& grams, const Settings& settings, const StyledRegion& region,
                           double share, const Strip& strip, int width, std::size_t tile_pixels,
                           const Checkpoint& checkpoint, Team* team)
    : means_(settings.statistics != Statistics::gram), loss_weight_(settings.style_weight), share_(share) {
  const Guides whole = guides_of(region.weight);
  guides_ = guides_of_strip(whole, strip);
  guide_sums_ = guide_sums(whole, strip.height, width);
  LayerSet layers;
  for (const LayerWeight& row : settings.style_layers) {
    weights_[layer_number(row.layer)] = row.weight;
    layers.set(layer_number(row.layer));
  }
  double shares = 0;
  for (const WeightedPicture& style : region.styles) {
    shares += style.share;
  }
  RegionSums goals;
  for (const WeightedPicture& style : region.styles) {
    const Strip style_strip = style.strip.value_or(whole_strip(static_cast<int>(style.picture.size(2))));
    const int style_width = static_cast<int>(style.picture.size(3));
    const Guides all_guides = guides_of(style.weight);
    const std::array<double, layer_count> counts = guide_sums(all_guides, style_strip.height, style_width);
    const Guides guides = guides_of_strip(all_guides, style_strip);
    RegionSums sums;
    for (const Tile& tile : tiles_of(style_strip, style_width, tile_pixels, Seamless::none)) {
      const Features& features = network.forward(tile.shown_of(style.picture), layers, checkpoint);
      for (std::size_t layer = 0; layer < layer_count; ++layer) {
        if (layers[layer]) {
          add_sums(grams, tile.owned_of_region(features[layer], layer), tile.owned_of_whole(guides[layer], layer),
                   means_, sums[layer]);
        }
      }
    }
    if (team != nullptr && style.strip) {
      add_up(*team, layers, sums);
    }
    for (std::size_t layer = 0; layer < layer_count; ++layer) {
      if (layers[layer]) {
        goals[layer].add(sums[layer], style.share / shares / counts[layer]);
      }
    }
  }
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (layers[layer]) {
      targets_[layer] = StyleTarget(settings.statistics, settings.loss, std::move(goals[layer]));
    }
  }
}

void RegionTarget::add(GramSums& grams, const Features& features, const Tile& tile, RegionSums& sums) const {
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    // Soft masks of small regions may be gone where the network has pooled them to nothing.
    if (weights_[layer] > 0 && guide_sums_[layer] > 0) {
      add_sums(grams, tile.owned_of_region(features[layer], layer), tile.owned_of_whole(guides_[layer], layer), means_,
               sums[layer]);
    }
  }
}

LayerSet RegionTarget::layers() const {
  LayerSet layers;
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    layers[layer] = weights_[layer] > 0 && guide_sums_[layer] > 0;
  }
  return layers;
}

void RegionTarget::add_up(Team& team, const LayerSet& layers, RegionSums& sums) const {
  TeamSums all;
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (layers[layer]) {
      all.add(sums[layer].gram);
      if (means_) {
        all.add(sums[layer].mean);
      }
    }
  }
  all.take(team);
}

void RegionTarget::finish(RegionSums& sums, Losses& losses) const {
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (weights_[layer] == 0 || guide_sums_[layer] <= 0) {
      continue;
    }
    Moments moments;
    moments.add(sums[layer], 1 / guide_sums_[layer]);
    StyleTerm term = targets_[layer](moments);
    losses.style += weights_[layer] * share_ * term.value;
    const auto same = [&](const auto& entry) { return entry.first == layer_names[layer]; };
    if (const auto found = std::ranges::find_if(losses.style_by_layer, same); found != losses.style_by_layer.end()) {
      found->second += share_ * term.value;
    } else {
      losses.style_by_layer.emplace_back(layer_names[layer], share_ * term.value);
    }
    const double factor = loss_weight_ * weights_[layer] * share_ / guide_sums_[layer];
    sums[layer] = {term.matrix.mul_(factor), term.vector.defined() ? term.vector * factor : at::Tensor()};
  }
}

void RegionTarget::add_gradient(GramSums& grams, std::size_t layer, const at::Tensor& features, const Tile& tile,
                                const RegionSums& finished, const at::Tensor& total) const {
  if (weights_[layer] == 0 || guide_sums_[layer] <= 0) {
    return;
  }
  const at::Tensor weight = tile.owned_of_whole(guides_[layer], layer);
  const at::Tensor gradient = tile.owned_of_region(total, layer);
  grams.add_product(tile.owned_of_region(features, layer), weight, finished[layer].gram, gradient);
  if (finished[layer].mean.defined()) {
    add_vector(weight, finished[layer].mean, gradient);
  }
}

}  // namespace neural_style
