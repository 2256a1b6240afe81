// loss, gradient = objective(picture)
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "network/network.hpp"
#include "neural_style/settings.hpp"
#include "neural_style/stylize.hpp"
#include "neural_style/team.hpp"
#include "objective/gram.hpp"
#include "objective/styled_region.hpp"
#include "objective/tiles.hpp"

namespace neural_style {

/// The picture whose shapes are to stay.
struct ContentPicture {
  at::Tensor picture;  ///< 1x3xHxW, RGB, 0..255, float32 or wider; in a team what the strip sees
  at::Tensor weight;   ///< 1x1xHxW, from 0: how much each position counts in the content terms; undefined: 1
};

/// How much memory an objective may spend.
struct ObjectiveMemory {
  std::size_t tile_pixels = 0;  ///< most pixels that the network is shown at a time; 0: any picture whole
  bool half_targets = false;    ///< whether the content's features are kept in float16, with three digits
};

/// A strip of the content, and those that have the others.
struct TeamStrip {
  Strip strip;
  Team& team;
};

/// What is asked of the picture at one scale: the same however it is cut into tiles, but for rounding.
class Objective {
 public:
  /// Takes the targets from the pictures; the styles may be of any size. `regions`: at least one; where none of them
  /// has weight the picture has no style. `network` outlives this, and serves it alone while one of its functions runs.
  /// With `strip` the content's picture is what that sees, and weights are of the whole picture all the same.
  Objective(Network& network, const Settings& settings, const ContentPicture& content,
            const std::vector<StyledRegion>& regions, const ObjectiveMemory& memory, const Checkpoint& checkpoint,
            const std::optional<TeamStrip>& strip = {});

  /// The loss of `picture` (1x3xHxW of the content's size, RGB, 0..255) and, unless `gradient` is null, its gradient:
  /// of the same shape, valid until the next call. If `gradient` is defined on entry, a gradient in tiles is added up
  /// in its memory and no other. Throws what `checkpoint` throws; in a team that throws nothing.
  ///
  /// In a team all are called at once, each with the picture that its strip sees. The loss is the whole picture's; the
  /// gradient is what the strip's own features give: of rows that several see, the sum is the whole's.
  Losses operator()(const at::Tensor& picture, at::Tensor* gradient, const Checkpoint& checkpoint);

 private:
  struct ContentTarget {
    double weight = 0;  ///< 0: this layer has no content term
    at::Tensor features;
    double k = 0;  ///< the term is k·Σ w |F - P|²
  };

  /// What of the content's features the terms are relative to.
  struct ContentSums {
    std::array<at::Tensor, layer_count> channels;
    std::array<double, layer_count> squares = {};
  };

  void take_content(const ContentPicture& content, bool relative, bool half, const Checkpoint& checkpoint);
  /// Those of all strips.
  void add_up(ContentSums& sums) const;
  /// Those of all strips; and the terms that all have, as the first process has them, so that all take the same way.
  void add_up(Losses& losses) const;
  /// The gradient of the picture whose last tile the network has just seen, and the content terms. `finished`: by
  /// RegionTarget::finish(), by region.
  void take_gradient(const at::Tensor& picture, const std::vector<RegionSums>& finished, at::Tensor& gradient,
                     Losses& losses, const Checkpoint& checkpoint);
  /// Adds the tile's part of the content terms, and their gradient unless `total` is undefined.
  void content_term(std::size_t layer, const at::Tensor& features, const Tile& tile, const at::Tensor& total,
                    Losses& losses) const;

  Network& network_;
  std::optional<TeamStrip> team_;
  Strip strip_;
  int width_;
  double content_weight_;
  double style_weight_;
  LayerSet style_layers_;
  LayerSet content_layers_;
  std::array<ContentTarget, layer_count> content_;
  Guides content_weights_;
  std::vector<Tile> tiles_;  ///< of the content's strip
  GramSums grams_;
  std::vector<RegionTarget> regions_;
};

/// What `content_weight` is multiplied by: 5 at strength 0, 1 at 0.5, 1/5 at 1.
double content_factor(double strength);

}  // namespace neural_style
