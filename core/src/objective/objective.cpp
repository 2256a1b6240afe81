#include "objective/objective.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "objective/squared_norm.hpp"
#include "objective/team_sums.hpp"

namespace neural_style {
namespace {

/// Exact or wide enough to add up in.
at::Tensor widened(const at::Tensor& features) {
  return features.scalar_type() == at::kDouble ? features : features.to(at::kFloat);
}

/// Takes of a tensor the rows that are looked at.
using Rows = std::function<at::Tensor(const at::Tensor& whole)>;

/// Calls `look` for some rows of a layer's features after the other, with what takes those of a tensor: so few that
/// what is made of them stays in a processor's caches, and takes no memory of the system's that has to be cleared
/// first. A card has them all as quickly as some.
void by_rows(const at::Tensor& features, const std::function<void(const Rows& part)>& look) {
  constexpr std::int64_t on_processor = std::int64_t{1} << 18U;  // numbers
  const std::int64_t height = features.size(2);
  const std::int64_t rows =
      features.is_cpu() ? std::max<std::int64_t>(1, on_processor / (features.size(1) * features.size(3))) : height;
  for (std::int64_t y = 0; y < height; y += rows) {
    look([y, end = std::min(y + rows, height)](const at::Tensor& whole) { return whole.slice(2, y, end); });
  }
}

}  // namespace

double content_factor(double strength) { return std::pow(25.0, 0.5 - strength); }

Objective::Objective(Network& network, const Settings& settings, const ContentPicture& content,
                     const std::vector<StyledRegion>& regions, const ObjectiveMemory& memory,
                     const Checkpoint& checkpoint, const std::optional<TeamStrip>& strip)
    : network_(network),
      team_(strip),
      strip_(strip ? strip->strip : whole_strip(static_cast<int>(content.picture.size(2)))),
      width_(static_cast<int>(content.picture.size(3))),
      content_weight_(settings.content_weight * content_factor(settings.strength)),
      style_weight_(settings.style_weight),
      content_weights_(guides_of_strip(guides_of(content.weight), strip_)),
      tiles_(tiles_of(strip_, width_, memory.tile_pixels, settings.seamless)) {
  for (const LayerWeight& row : settings.style_layers) {
    style_layers_.set(layer_number(row.layer));
  }
  for (const LayerWeight& row : settings.content_layers) {
    content_[layer_number(row.layer)].weight = row.weight;
    content_layers_.set(layer_number(row.layer));
  }
  // Of the whole picture: what the regions' shares are shares of.
  const auto weight_of = [&](const StyledRegion& region) { return weight_sum(region.weight, strip_.height, width_); };
  double all = 0;
  for (const StyledRegion& region : regions) {
    all += weight_of(region);
  }
  for (const StyledRegion& region : regions) {
    regions_.emplace_back(network, grams_, settings, region, weight_of(region) / all, strip_, width_,
                          memory.tile_pixels, checkpoint, strip ? &strip->team : nullptr);
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
        network_.forward(tile.shown_of(picture), stays ? style_layers_ | content_layers_ : style_layers_, checkpoint);
    for (std::size_t i = 0; i < regions_.size(); ++i) {
      regions_[i].add(grams_, features, tile, sums[i]);
    }
    for (std::size_t layer = 0; layer < layer_count && gradient == nullptr; ++layer) {
      content_term(layer, features[layer], tile, {}, losses);
    }
  }
  for (std::size_t i = 0; i < regions_.size(); ++i) {
    if (team_) {
      regions_[i].add_up(team_->team, sums[i]);
    }
    regions_[i].finish(sums[i], losses);
  }
  if (gradient != nullptr && !tiles_.empty()) {
    take_gradient(picture, sums, *gradient, losses, checkpoint);
  }
  if (team_) {
    add_up(losses);
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
      network_.forward(tile->shown_of(picture), style_layers_ | content_layers_, checkpoint);
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
  ContentSums all;
  for (const Tile& tile : tiles_) {
    const Features& features = network_.forward(tile.shown_of(content.picture), content_layers_, checkpoint);
    for (std::size_t layer = 0; layer < layer_count; ++layer) {
      if (!content_layers_[layer]) {
        continue;
      }
      at::Tensor& target = content_[layer].features;
      if (!target.defined()) {
        target = at::empty({1, features[layer].size(1), side_at(strip_.own.length(), layer), side_at(width_, layer)},
                           features[layer].options().dtype(half ? at::kHalf : features[layer].scalar_type()),
                           at::MemoryFormat::ChannelsLast);
      }
      const at::Tensor owned = tile.owned_of_region(features[layer], layer);
      tile.owned_of_whole(target, layer).copy_(owned);
      by_rows(owned, [&](const Rows& part) {
        const at::Tensor numbers = widened(part(owned));
        const at::Tensor sums = numbers.sum({0, 2, 3}, false, at::kDouble);
        all.channels[layer] = all.channels[layer].defined() ? all.channels[layer] + sums : sums;
        all.squares[layer] += squared_norm(numbers);
      });
    }
  }
  if (team_) {
    add_up(all);
  }
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (ContentTarget& target = content_[layer]; target.weight > 0) {
      const auto positions = static_cast<double>(side_at(strip_.height, layer)) * side_at(width_, layer);
      // |P - mean(P)|² with a mean a channel. A flat picture has no contrast to divide by: not less than a hundredth of
      // |P|².
      const double contrast =
          std::max(all.squares[layer] - squared_norm(all.channels[layer]) / positions, 0.01 * all.squares[layer]);
      const auto numbers = positions * static_cast<double>(all.channels[layer].numel());
      target.k = relative ? 1 / (contrast + tiny) : 1 / (4 * numbers);
    }
  }
}

void Objective::add_up(ContentSums& sums) const {
  team_->team.sum(sums.squares);
  TeamSums all;
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (content_layers_[layer]) {
      all.add(sums.channels[layer]);
    }
  }
  all.take(team_->team);
}

void Objective::add_up(Losses& losses) const {
  std::vector<double> terms = {losses.content};
  const bool first = team_->team.rank() == 0;
  terms.push_back(first ? losses.style : 0);
  for (const auto& [layer, loss] : losses.style_by_layer) {
    terms.push_back(first ? loss : 0);
  }
  team_->team.sum(terms);
  losses.content = terms[0];
  losses.style = terms[1];
  for (std::size_t i = 0; i < losses.style_by_layer.size(); ++i) {
    losses.style_by_layer[i].second = terms[2 + i];
  }
}

void Objective::content_term(std::size_t layer, const at::Tensor& features, const Tile& tile, const at::Tensor& total,
                             Losses& losses) const {
  const ContentTarget& target = content_[layer];
  if (target.weight == 0) {
    return;
  }
  const at::Tensor own = tile.owned_of_region(features, layer);
  const at::Tensor goal = tile.owned_of_whole(target.features, layer);
  const at::Tensor weight = tile.owned_of_whole(content_weights_[layer], layer);
  const at::Tensor slope = total.defined() ? tile.owned_of_region(total, layer) : total;
  by_rows(own, [&](const Rows& part) {
    at::Tensor difference = widened(part(own)) - part(goal);
    if (weight.defined()) {
      losses.content += target.weight * target.k * (difference.square() * part(weight)).sum(at::kDouble).item<double>();
      difference.mul_(part(weight));
    } else {
      losses.content += target.weight * target.k * squared_norm(difference);
    }
    if (slope.defined()) {
      part(slope).add_(difference.mul_(2 * target.k * target.weight * content_weight_));
    }
  });
}

}  // namespace neural_style
