// A picture in strips, one for each process of a team: what tiles are within a process.
#pragma once

#include <vector>

#include "network/reach.hpp"
#include "neural_style/settings.hpp"

namespace neural_style {

/// Tiles and strips begin at multiples of it, so that their pooling windows are the whole picture's: four poolings
/// by 2.
inline constexpr int tile_grid = 16;

/// Width of the border: a feature of conv5_1 sees 70 pixels beyond the 16x16 that it stands for, rounded up to the
/// grid.
inline constexpr int tile_border = 80;

/// Whether the picture goes round from left to right, or from top to bottom.
constexpr bool goes_round_x(Seamless seamless) {
  return seamless == Seamless::horizontal || seamless == Seamless::both;
}
constexpr bool goes_round_y(Seamless seamless) { return seamless == Seamless::vertical || seamless == Seamless::both; }

/// The rows of a picture that one process works at.
struct Strip {
  int height = 0;  ///< of the whole picture
  Stretch own;     ///< begins at a multiple of tile_grid, ends there or at the picture's border; may be empty
  Stretch seen;    ///< with the border that is computed along; beyond the picture where it goes round

  /// Whether there are no others.
  [[nodiscard]] bool whole() const { return own.length() == height; }

  /// How many rows above its own it sees, and below.
  [[nodiscard]] int above() const { return own.begin - seen.begin; }
  [[nodiscard]] int below() const { return seen.end - own.end; }
};

/// The whole picture as a strip.
Strip whole_strip(int height);

/// `processes` strips as alike as the grid allows, from top to bottom. Each is at least as high as the border, so that
/// what it sees beyond its own rows is its neighbors': where the picture is too low for so many, those left over have
/// no rows.
std::vector<Strip> strips_of(int height, int processes, Seamless seamless);

/// The one that sees most rows: what memory is planned for.
Strip largest_strip(int height, int processes, Seamless seamless);

}  // namespace neural_style
