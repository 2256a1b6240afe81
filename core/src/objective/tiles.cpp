#include "objective/tiles.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "network/layers.hpp"

namespace neural_style {
namespace {

/// Pixels a position at the layer, along a side.
int pixels_at(std::size_t layer) { return 1 << (block_of(layer) - 1); }

at::Tensor part(const at::Tensor& values, const Stretch& y, const Stretch& x) {
  return values.slice(2, y.begin, y.end).slice(3, x.begin, x.end);
}

/// The owned pixels' positions at the layer, counted from pixel `from` on.
Stretch positions(const Stretch& owned, int from, std::size_t layer) {
  const int pixels = pixels_at(layer);
  return {(owned.begin - from) / pixels, (owned.end - from + pixels - 1) / pixels};
}

/// `length` pixels in `count` sides as alike as the grid allows.
std::vector<Tile::Side> sides_of(int length, int count) {
  const int cells = (length + tile_grid - 1) / tile_grid;
  std::vector<Tile::Side> sides;
  for (int i = 0; i < count; ++i) {
    const auto pixel = [&](int edge) { return std::min(length, cells * edge / count * tile_grid); };
    const Stretch owned{pixel(i), pixel(i + 1)};
    sides.push_back({owned, {std::max(0, owned.begin - tile_border), std::min(length, owned.end + tile_border)}});
  }
  return sides;
}

int longest_region(const std::vector<Tile::Side>& sides) {
  int longest = 0;
  for (const Tile::Side& side : sides) {
    longest = std::max(longest, side.region.end - side.region.begin);
  }
  return longest;
}

}  // namespace

at::Tensor Tile::region_of(const at::Tensor& picture) const { return part(picture, y.region, x.region); }

at::Tensor Tile::owned_of_region(const at::Tensor& features, std::size_t layer) const {
  return part(features, positions(y.owned, y.region.begin, layer), positions(x.owned, x.region.begin, layer));
}

at::Tensor Tile::owned_of_whole(const at::Tensor& values, std::size_t layer) const {
  return values.defined() ? part(values, positions(y.owned, 0, layer), positions(x.owned, 0, layer)) : values;
}

std::vector<Tile> tiles_of(int height, int width, std::size_t most_pixels) {
  int rows = 1;
  int columns = 1;
  const int most_rows = (height + tile_grid - 1) / tile_grid;
  const int most_columns = (width + tile_grid - 1) / tile_grid;
  std::vector<Tile::Side> y = sides_of(height, rows);
  std::vector<Tile::Side> x = sides_of(width, columns);
  const auto pixels = [&] {
    return static_cast<std::size_t>(longest_region(y)) * static_cast<std::size_t>(longest_region(x));
  };
  // The longer side is cut once more, until the largest region is small enough.
  while (most_pixels > 0 && pixels() > most_pixels && (rows < most_rows || columns < most_columns)) {
    const bool cut_columns = columns < most_columns && (longest_region(x) >= longest_region(y) || rows == most_rows);
    if (cut_columns) {
      x = sides_of(width, ++columns);
    } else {
      y = sides_of(height, ++rows);
    }
  }
  std::vector<Tile> tiles;
  for (const Tile::Side& row : y) {
    for (const Tile::Side& column : x) {
      tiles.push_back({row, column});
    }
  }
  return tiles;
}

}  // namespace neural_style
