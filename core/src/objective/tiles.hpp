// A picture in tiles, so that the network's memory stays bounded while the objective stays that of the whole picture.
//
// Every feature is owned by one tile. A tile is computed with a border around it, wide enough that its own features
// are what they are in the whole picture. Of the border's features those are needed that its own depend on: fewer with
// every layer. A network that computes them all gets wrong ones at the rim, which are not looked at.
#pragma once

#include <cstddef>
#include <vector>

#include "neural_style/settings.hpp"
#include "objective/strips.hpp"

// Declared and not included, so that tiles can be planned without LibTorch.
namespace at {
class Tensor;  // NOLINT(bugprone-forward-declaration-namespace): another library has a class of that name
}

namespace neural_style {

struct Shown;

struct Tile {
  struct Side {
    Stretch owned;   ///< pixels; begins at a multiple of tile_grid, ends there or at the picture's border
    Stretch region;  ///< with the border that is computed along: likewise; beyond the picture where it goes round
  };
  Side y;
  Side x;
  int first_row = 0;  ///< that is owned, by this tile or another

  /// The region of `picture` (1xCxHxW of the whole picture), and what of it is owned: a view, unless it goes round.
  [[nodiscard]] Shown shown_of(const at::Tensor& picture) const;

  /// Adds what was found for the region's pixels to those of the whole picture.
  void add_region(const at::Tensor& region, const at::Tensor& picture) const;

  /// What the tile owns of the region's features at the layer (…xHxW of the region).
  [[nodiscard]] at::Tensor owned_of_region(const at::Tensor& features, std::size_t layer) const;

  /// What the tile owns of the picture's values at the layer (…xHxW of the picture there, or of what a strip owns of
  /// it). Undefined of undefined.
  [[nodiscard]] at::Tensor owned_of_whole(const at::Tensor& values, std::size_t layer) const;
};

/// The picture in tiles whose regions have no more than `most_pixels` pixels as far as borders allow (0: one tile,
/// whatever its size), cut so that what is needed of their borders is least; row by row. Along a seamless axis the
/// picture's two ends are neighbors: the border there is of pixels from the other end.
std::vector<Tile> tiles_of(int height, int width, std::size_t most_pixels, Seamless seamless = Seamless::none);

/// Likewise of a strip: the tiles own what it owns, and their rows are counted from the first that it sees. None if it
/// owns nothing.
std::vector<Tile> tiles_of(const Strip& strip, int width, std::size_t most_pixels, Seamless seamless);

/// What VGG-19 multiplies for a pass over tiles if it computes no more than is needed of their borders, as so many
/// pixels of a picture without borders.
struct TileWork {
  double forward = 0;
  double backward = 0;
};
TileWork work_of(const std::vector<Tile>& tiles);

}  // namespace neural_style
