// A picture in tiles, so that the network's memory stays bounded while the objective stays that of the whole picture.
//
// Every feature is owned by one tile. A tile is computed with a border around it, wide enough that its own features
// are what they are in the whole picture; the features of the border come out wrong at its rim and are not looked at.
#pragma once

#include <cstddef>
#include <vector>

#include "neural_style/settings.hpp"

// Declared and not included, so that tiles can be planned without LibTorch.
namespace at {
class Tensor;  // NOLINT(bugprone-forward-declaration-namespace): another library has a class of that name
}

namespace neural_style {

/// Some columns or rows of a picture: from `begin` to before `end`.
struct Stretch {
  int begin = 0;
  int end = 0;
};

struct Tile {
  struct Side {
    Stretch owned;   ///< pixels; begins at a multiple of tile_grid, ends there or at the picture's border
    Stretch region;  ///< with the border that is computed along: likewise; beyond the picture where it goes round
  };
  Side y;
  Side x;

  /// The pixels of the region of `picture` (1xCxHxW of the whole picture): a view, unless it goes round.
  [[nodiscard]] at::Tensor region_of(const at::Tensor& picture) const;

  /// Adds what was found for the region's pixels to those of the whole picture.
  void add_region(const at::Tensor& region, const at::Tensor& picture) const;

  /// What the tile owns of the region's features at the layer (…xHxW of the region).
  [[nodiscard]] at::Tensor owned_of_region(const at::Tensor& features, std::size_t layer) const;

  /// What the tile owns of the whole picture's values at the layer (…xHxW of the picture there). Undefined of
  /// undefined.
  [[nodiscard]] at::Tensor owned_of_whole(const at::Tensor& values, std::size_t layer) const;
};

/// Tiles begin at multiples of it, so that their pooling windows are the whole picture's: four poolings by 2.
inline constexpr int tile_grid = 16;

/// Width of the border: a feature of conv5_1 sees 70 pixels beyond the 16x16 that it stands for, rounded up to the
/// grid.
inline constexpr int tile_border = 80;

/// The picture in tiles whose regions have no more than `most_pixels` pixels as far as borders allow (0: one tile,
/// whatever its size), cut so that the fewest pixels are computed more than once; row by row. Along a seamless axis the
/// picture's two ends are neighbors: the border there is of pixels from the other end.
std::vector<Tile> tiles_of(int height, int width, std::size_t most_pixels, Seamless seamless = Seamless::none);

/// Whether the picture goes round from left to right, or from top to bottom.
constexpr bool goes_round_x(Seamless seamless) {
  return seamless == Seamless::horizontal || seamless == Seamless::both;
}
constexpr bool goes_round_y(Seamless seamless) { return seamless == Seamless::vertical || seamless == Seamless::both; }

}  // namespace neural_style
