// Where a picture is cut into tiles: without LibTorch, since a forecast asks for it too.
#include <algorithm>
#include <cstdint>
#include <limits>

#include "objective/tiles.hpp"

namespace neural_style {
namespace {

int cells_of(int length) { return (length + tile_grid - 1) / tile_grid; }

/// `length` pixels in `count` sides as alike as the grid allows.
std::vector<Tile::Side> sides_of(int length, int count, bool goes_round) {
  const int cells = cells_of(length);
  const int first = goes_round ? -tile_border : 0;
  const int end = goes_round ? length + tile_border : length;
  std::vector<Tile::Side> sides;
  for (int i = 0; i < count; ++i) {
    const auto pixel = [&](int edge) { return std::min(length, cells * edge / count * tile_grid); };
    const Stretch owned{pixel(i), pixel(i + 1)};
    sides.push_back({owned, {std::max(first, owned.begin - tile_border), std::min(end, owned.end + tile_border)}});
  }
  return sides;
}

int length(const Stretch& stretch) { return stretch.end - stretch.begin; }

int longest(const std::vector<Tile::Side>& sides) {
  int result = 0;
  for (const Tile::Side& side : sides) {
    result = std::max(result, length(side.region));
  }
  return result;
}

std::int64_t total(const std::vector<Tile::Side>& sides) {
  std::int64_t result = 0;
  for (const Tile::Side& side : sides) {
    result += length(side.region);
  }
  return result;
}

std::vector<Tile> tiles_of_sides(const std::vector<Tile::Side>& y, const std::vector<Tile::Side>& x) {
  std::vector<Tile> tiles;
  for (const Tile::Side& row : y) {
    for (const Tile::Side& column : x) {
      tiles.push_back({row, column});
    }
  }
  return tiles;
}

}  // namespace

std::vector<Tile> tiles_of(int height, int width, std::size_t most_pixels, Seamless seamless) {
  const auto sides_y = [&](int count) { return sides_of(height, count, goes_round_y(seamless)); };
  const auto sides_x = [&](int count) { return sides_of(width, count, goes_round_x(seamless)); };
  if (most_pixels == 0) {
    return tiles_of_sides(sides_y(1), sides_x(1));
  }
  // Of all ways to cut rows, each with as few columns as fit, the one that computes the fewest pixels along.
  const int most_rows = cells_of(height);
  const int most_columns = cells_of(width);
  std::vector<Tile::Side> best_y = sides_y(most_rows);
  std::vector<Tile::Side> best_x = sides_x(most_columns);
  std::int64_t fewest = std::numeric_limits<std::int64_t>::max();
  for (int rows = 1; rows <= most_rows; ++rows) {
    const std::vector<Tile::Side> y = sides_y(rows);
    const auto room = static_cast<std::int64_t>(most_pixels) / longest(y);
    int columns = room >= longest(sides_x(1))            ? 1
                  : room > std::int64_t{2} * tile_border ? static_cast<int>(width / room) + 1
                                                         : most_columns;
    std::vector<Tile::Side> x = sides_x(columns);
    while (longest(x) > room && columns < most_columns) {
      x = sides_x(++columns);
    }
    const std::int64_t pixels = total(y) * total(x);
    if (longest(x) <= room && pixels < fewest) {
      fewest = pixels;
      best_y = y;
      best_x = x;
    }
  }
  return tiles_of_sides(best_y, best_x);
}

}  // namespace neural_style
