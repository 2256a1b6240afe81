// Where a picture is cut into tiles: without LibTorch, since a forecast asks for it too.
#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <numeric>

#include "model_channels.hpp"
#include "network/reach.hpp"
#include "objective/tiles.hpp"

namespace neural_style {
namespace {

int cells_of(int length) { return (length + tile_grid - 1) / tile_grid; }

/// The pixels `all` in `count` sides as alike as the grid allows, whose borders end where `seen` does.
std::vector<Tile::Side> sides_of(const Stretch& all, const Stretch& seen, int count) {
  const int cells = cells_of(all.length());
  std::vector<Tile::Side> sides;
  for (int i = 0; i < count; ++i) {
    const auto pixel = [&](int edge) { return std::min(all.end, all.begin + cells * edge / count * tile_grid); };
    const Stretch owned{pixel(i), pixel(i + 1)};
    sides.push_back(
        {owned, {std::max(seen.begin, owned.begin - tile_border), std::min(seen.end, owned.end + tile_border)}});
  }
  return sides;
}

/// What is seen of pixels that may go round.
Stretch seen_of(const Stretch& all, bool goes_round) {
  return goes_round ? Stretch{all.begin - tile_border, all.end + tile_border} : all;
}

int longest(const std::vector<Tile::Side>& sides) {
  int result = 0;
  for (const Tile::Side& side : sides) {
    result = std::max(result, side.region.length());
  }
  return result;
}

/// A layer's part of the work.
struct LayerWork {
  double products = 0;  ///< that a pixel of the picture takes, but for a factor that all have
  int forward = 0;      ///< pixels beyond what a tile owns whose features are needed
  int backward = 0;     ///< and whose gradient goes into the layer before
};

std::array<LayerWork, layer_count> work_by_layer() {
  std::array<std::size_t, layer_count> all = {};
  std::iota(all.begin(), all.end(), std::size_t{0});
  constexpr int side = 4 * tile_border;  // room on both sides of what is owned
  constexpr Stretch owned{side / 2, side / 2 + tile_grid};
  const std::array<Stretch, layer_count> needed = needed_along(owned, side, all);
  std::array<LayerWork, layer_count> work;
  int inputs = 3;
  for (const std::size_t layer : all) {
    const int pixels = 1 << (block_of(layer) - 1);  // a position, along a side
    const int outputs = vgg19_channels[layer];
    work[layer] = {static_cast<double>(inputs) * outputs / (pixels * pixels),
                   owned.begin - pixels * needed[layer].begin,
                   owned.begin - pixels * seen_by_convolution(needed[layer], side / pixels).begin};
    inputs = outputs;
  }
  return work;
}

/// Pixels that are owned, and up to `reach` beyond, as far as the region goes.
int length_with(int reach, const Tile::Side& side) {
  return std::min(side.region.end, side.owned.end + reach) - std::max(side.region.begin, side.owned.begin - reach);
}

/// Of all tiles that have one of each of the sides.
double forward_work(const std::array<LayerWork, layer_count>& layers, const std::vector<Tile::Side>& y,
                    const std::vector<Tile::Side>& x) {
  const auto total = [](int reach, const std::vector<Tile::Side>& sides) {
    double pixels = 0;
    for (const Tile::Side& side : sides) {
      pixels += length_with(reach, side);
    }
    return pixels;
  };
  double work = 0;
  for (const LayerWork& layer : layers) {
    work += layer.products * total(layer.forward, y) * total(layer.forward, x);
  }
  return work;
}

std::vector<Tile> tiles_of_sides(const std::vector<Tile::Side>& y, const std::vector<Tile::Side>& x) {
  std::vector<Tile> tiles;
  for (const Tile::Side& row : y) {
    for (const Tile::Side& column : x) {
      tiles.push_back({row, column, y.front().owned.begin});
    }
  }
  return tiles;
}

}  // namespace

std::vector<Tile> tiles_of(int height, int width, std::size_t most_pixels, Seamless seamless) {
  return tiles_of(whole_strip(height), width, most_pixels, seamless);
}

std::vector<Tile> tiles_of(const Strip& strip, int width, std::size_t most_pixels, Seamless seamless) {
  if (strip.own.length() == 0) {
    return {};
  }
  const Stretch rows{strip.above(), strip.above() + strip.own.length()};
  const Stretch seen_rows = strip.whole() ? seen_of(rows, goes_round_y(seamless)) : Stretch{0, strip.seen.length()};
  const Stretch columns{0, width};
  const Stretch seen_columns = seen_of(columns, goes_round_x(seamless));
  const auto sides_y = [&](int count) { return sides_of(rows, seen_rows, count); };
  const auto sides_x = [&](int count) { return sides_of(columns, seen_columns, count); };
  if (most_pixels == 0) {
    return tiles_of_sides(sides_y(1), sides_x(1));
  }
  // Of all ways to cut rows, each with as few columns as fit, the one that takes the least work.
  const std::array<LayerWork, layer_count> layers = work_by_layer();
  const int most_rows = cells_of(rows.length());
  const int most_columns = cells_of(width);
  std::vector<Tile::Side> best_y = sides_y(most_rows);
  std::vector<Tile::Side> best_x = sides_x(most_columns);
  double least = std::numeric_limits<double>::infinity();
  for (int row_count = 1; row_count <= most_rows; ++row_count) {
    const std::vector<Tile::Side> y = sides_y(row_count);
    const auto room = static_cast<std::int64_t>(most_pixels) / longest(y);
    int column_count = room >= longest(sides_x(1))            ? 1
                       : room > std::int64_t{2} * tile_border ? static_cast<int>(width / room) + 1
                                                              : most_columns;
    std::vector<Tile::Side> x = sides_x(column_count);
    while (longest(x) > room && column_count < most_columns) {
      x = sides_x(++column_count);
    }
    if (longest(x) > room) {
      continue;
    }
    if (const double work = forward_work(layers, y, x); work < least) {
      least = work;
      best_y = y;
      best_x = x;
    }
  }
  return tiles_of_sides(best_y, best_x);
}

TileWork work_of(const std::vector<Tile>& tiles) {
  TileWork work;
  double products = 0;
  for (const LayerWork& layer : work_by_layer()) {
    products += layer.products;
    for (const Tile& tile : tiles) {
      const auto pixels = [&tile](int reach) {
        return static_cast<double>(length_with(reach, tile.y)) * length_with(reach, tile.x);
      };
      work.forward += layer.products * pixels(layer.forward);
      work.backward += layer.products * pixels(layer.backward);
    }
  }
  return {work.forward / products, work.backward / products};
}

}  // namespace neural_style
