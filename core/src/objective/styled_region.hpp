// A part of the picture that is painted in the manner of its own styles: guided regions after Gatys, Ecker, Bethge,
// Hertzmann and Shechtman, "Controlling Perceptual Factors in Neural Style Transfer", CVPR 2017, section 4.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "network/network.hpp"
#include "neural_style/settings.hpp"
#include "neural_style/stylize.hpp"
#include "neural_style/team.hpp"
#include "objective/gram.hpp"
#include "objective/statistics.hpp"
#include "objective/tiles.hpp"

namespace neural_style {

/// A picture as the objective takes it.
struct WeightedPicture {
  at::Tensor picture;  ///< 1x3xHxW, RGB, 0..255, float32 or wider
  at::Tensor weight;   ///< 1x1xHxW, 0..1, not all zero: what counts; undefined: all of it. Of the whole picture
  double share = 1;    ///< weight among several styles
  std::optional<Strip> strip = std::nullopt;  ///< in a team: what of it `picture` shows; none: all
};

/// What is painted where. The styles' moments are averaged by their shares.
struct StyledRegion {
  at::Tensor weight;                    ///< 1x1xHxW of the content's size, 0..1, not all zero; undefined: all of it
  std::vector<WeightedPicture> styles;  ///< at least one
};

/// A weight at each layer's size: pooled as the network pools, so that it stays normalised. Undefined of undefined.
using Guides = std::array<at::Tensor, layer_count>;
Guides guides_of(at::Tensor weight);

/// What a strip owns of them: by itself, so that the rest can be given up.
Guides guides_of_strip(const Guides& whole, const Strip& strip);

/// A weight's sum at each layer's size, of a picture of that size; the number of positions where it is undefined.
std::array<double, layer_count> guide_sums(const Guides& guides, int height, int width);

/// Sums over the positions of a region, by layer: Σ w f fᵀ and, where the statistics want them, Σ w f.
using RegionSums = std::array<Moments, layer_count>;

/// What is asked of one region: its share of the style loss is its share of the picture, so that the balance of style
/// and content is the same in all of them.
class RegionTarget {
 public:
  /// `strip` and `width` are the content's; `share` is the part of the picture that the region is. Takes the targets
  /// from the styles, by tiles of at most `tile_pixels` (0: whole); with `team`, each from a strip of them.
  RegionTarget(Network& network, GramSums& grams, const Settings& settings, const StyledRegion& region, double share,
               const Strip& strip, int width, std::size_t tile_pixels, const Checkpoint& checkpoint, Team* team);

  /// Adds what the tile owns.
  void add(GramSums& grams, const Features& features, const Tile& tile, RegionSums& sums) const;

  /// The sums of all strips, with none left out because it has no tiles.
  void add_up(Team& team, RegionSums& sums) const { add_up(team, layers(), sums); }

  /// Adds the region's style terms to `losses`, and makes of its sums what add_gradient() takes.
  void finish(RegionSums& sums, Losses& losses) const;

  /// Adds the gradient of the region's style loss at the layer. `finished`: by finish().
  void add_gradient(GramSums& grams, std::size_t layer, const at::Tensor& features, const Tile& tile,
                    const RegionSums& finished, const at::Tensor& total) const;

 private:
  /// Those that have a style term.
  [[nodiscard]] LayerSet layers() const;

  void add_up(Team& team, const LayerSet& layers, RegionSums& sums) const;

  std::array<double, layer_count> weights_ = {};  ///< of the layers; 0: this one has no style term
  bool means_;                                    ///< whether the statistics want them
  double loss_weight_;
  double share_;
  Guides guides_;                                    ///< of the strip
  std::array<double, layer_count> guide_sums_ = {};  ///< of the whole
  std::array<StyleTarget, layer_count> targets_;
};

}  // namespace neural_style
