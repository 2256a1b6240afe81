#include "stylize/plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>
#include <utility>

#include "neural_style/translation.hpp"
#include "objective/tiles.hpp"
#include "stylize/machine.hpp"
#include "stylize/memory_model.hpp"

namespace neural_style {
namespace {

/// One way to spend memory on what is kept between evaluations.
struct Thrift {
  bool half_targets;
  bool half_history;
  int pairs;
};

/// For a picture that is shown to the network whole, most generous first.
constexpr std::array<Thrift, 6> whole_thrifts = {
    {{false, false, 15}, {false, true, 15}, {true, true, 15}, {true, true, 10}, {true, true, 7}, {true, true, 5}}};

/// For one in tiles: few pairs cost some evaluations, small tiles cost more time in each.
constexpr std::array<Thrift, 5> tiled_thrifts = {
    {{true, true, 10}, {true, true, 7}, {true, true, 5}, {true, true, 4}, {true, true, 3}}};

/// Pixels of a tile that is worth its border: a square one takes a quarter as much work again, or half as much where
/// all of the border is computed.
constexpr std::size_t comfortable_tile = std::size_t{768} * 1024;

/// Below it most of the work is border.
constexpr std::size_t smallest_tile = std::size_t{384} * 384;

void apply(const Thrift& thrift, const Settings& settings, ScalePlan& plan) {
  plan.half_targets = thrift.half_targets;
  plan.half_history = thrift.half_history;
  plan.pairs = settings.optimizer == Optimizer::lbfgs ? thrift.pairs : 0;
}

/// The largest tiles, of `smallest` pixels at least, with which the scale fits; false if there are none.
bool fit_tiles(const MemoryModel& memory, std::size_t limit, std::size_t smallest, ScalePlan& plan) {
  plan.tile_pixels = smallest;
  if (memory.peak(plan) > limit) {
    return false;
  }
  // To the grid, since memory that is left over is border that is computed for nothing.
  constexpr std::size_t cell = std::size_t{tile_grid} * tile_grid;
  std::size_t fitting = smallest;
  std::size_t beyond = MemoryModel::largest_picture(plan);
  while (fitting + cell < beyond) {
    plan.tile_pixels = fitting + (beyond - fitting) / 2;
    (memory.peak(plan) <= limit ? fitting : beyond) = plan.tile_pixels;
  }
  plan.tile_pixels = fitting;
  return true;
}

/// Chooses what the scale's memory is spent on. Nothing of it is left at the next one.
void fit(const MemoryModel& memory, const Settings& settings, std::size_t limit, ScalePlan& plan) {
  plan.tile_pixels = memory.first_tile(plan);
  for (const Thrift& thrift : whole_thrifts) {
    apply(thrift, settings, plan);
    if (memory.peak(plan) <= limit) {
      return;
    }
  }
  apply(tiled_thrifts.back(), settings, plan);
  plan.tile_pixels = smallest_tile;
  if (memory.peak(plan) > limit) {
    return;
  }
  for (const Thrift& thrift : tiled_thrifts) {
    apply(thrift, settings, plan);
    if (fit_tiles(memory, limit, comfortable_tile, plan)) {
      return;
    }
  }
  fit_tiles(memory, limit, smallest_tile, plan);  // with the fewest pairs
}

int tile_count(const Scale& scale) { return scale.tile_columns * scale.tile_rows; }

Extent extent_of(const Scale& scale) { return {scale.width, scale.height}; }

double pixels_of(Extent extent) { return static_cast<double>(extent.width) * extent.height; }

/// Pixels that the network computes in passes over the tiles.
TileWork pixels_computed(const std::vector<Tile>& tiles, bool trims_borders) {
  if (trims_borders) {
    return work_of(tiles);
  }
  double pixels = 0;
  for (const Tile& tile : tiles) {
    pixels += static_cast<double>(tile.y.region.length()) * tile.x.region.length();
  }
  return {pixels, pixels};
}

std::vector<Tile> tiles_at(const ScalePlan& plan) {
  return tiles_of(plan.strip, plan.scale.width, plan.tile_pixels, plan.seamless);
}

long mebibytes(std::size_t bytes) {
  constexpr double mebibyte = 1 << 20;
  return std::lround(static_cast<double>(bytes) / mebibyte);
}

}  // namespace

PictureSizes usual_sizes(int width, int height) {
  constexpr Extent style = {1200, 900};
  return {{width, height}, {style}, 0, {}};
}

std::string Plan::text() const {
  std::ostringstream text;
  text << (card ? "cuda (" + card->name + ")" : "cpu") << ", "
       << (precision == Precision::bfloat16 ? "bfloat16" : "float32") << ", " << threads << " threads";
  if (strips > 1) {
    text << " in each of " << strips << " processes";
  }
  text << ", scales";
  for (const ScalePlan& plan : scales) {
    text << ' ' << plan.scale.width << 'x' << plan.scale.height << '*' << plan.scale.evaluations;
    if (tile_count(plan.scale) > 1) {
      text << '/' << plan.scale.tile_columns << 'x' << plan.scale.tile_rows;
    }
    if (plan.half_targets) {
      text << ",half targets";
    }
    if (plan.pairs > 0) {
      text << ',' << plan.pairs << (plan.half_history ? " half pairs" : " pairs");
    }
  }
  return text.str();
}

Plan make_plan(const PictureSizes& sizes, const Settings& settings, std::size_t limit,
               const std::optional<Card>& card) {
  Plan result;
  result.card = card;
  result.precision = chosen_precision(settings, card);
  result.threads = thread_count(settings);
  result.strips = sizes.strips;
  result.limit = limit;
  for (const Scale& scale : schedule(sizes.content, settings)) {
    ScalePlan plan;
    plan.scale = scale;
    plan.strip = largest_strip(scale.height, sizes.strips, settings.seamless);
    plan.strips = sizes.strips;
    plan.seamless = settings.seamless;
    plan.trims_borders = !card && result.precision == Precision::float32 && kernel_set() != KernelSet::none;
    for (const Extent style : sizes.styles) {
      plan.styles.push_back(
          style_extent(style, extent_of(scale), finest_extent(sizes.content, settings.size), settings));
    }
    result.scales.push_back(std::move(plan));
  }
  const MemoryModel memory(sizes, settings, result.precision, result.threads, card.has_value());
  for (ScalePlan& plan : result.scales) {
    fit(memory, settings, limit, plan);
    const std::vector<Tile> tiles = tiles_at(plan);
    plan.scale.tile_columns = static_cast<int>(
        std::ranges::count_if(tiles, [](const Tile& tile) { return tile.y.owned.begin == tile.first_row; }));
    plan.scale.tile_rows = static_cast<int>(tiles.size()) / plan.scale.tile_columns;
    result.peak_memory = std::max(result.peak_memory, memory.peak(plan));
  }
  return result;
}

int largest_long_side(const Plan& plan, const PictureSizes& sizes, const Settings& settings) {
  const Scale& finest = plan.scales.back().scale;
  const int own = std::max(finest.width, finest.height);
  if (plan.fits()) {
    return own;
  }
  const auto fits = [&](int side) {
    Settings smaller = settings;
    if (settings.size.kind == Size::Kind::exact) {
      const double factor = static_cast<double>(side) / own;
      smaller.size.width = std::max(1, static_cast<int>(settings.size.width * factor));
      smaller.size.height = std::max(1, static_cast<int>(settings.size.height * factor));
    } else {
      smaller.size = {Size::Kind::long_side, side, 0};
    }
    return make_plan(sizes, smaller, plan.limit, plan.card).fits();
  };
  constexpr int shortest = 16;  // that the setting takes
  if (!fits(shortest)) {
    return 0;
  }
  int low = shortest;
  int high = own;
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    (fits(middle) ? low : high) = middle;
  }
  return low;
}

std::string refusal(const Plan& plan, const PictureSizes& sizes, const Settings& settings) {
  const Scale& finest = plan.scales.back().scale;
  const int side = largest_long_side(plan, sizes, settings);
  const long needed = mebibytes(plan.peak_memory);
  const long allowed = mebibytes(plan.limit);
  if (side == 0) {
    return say(
        "A picture of {0} x {1} pixels takes at least {2} MiB of memory, but only {3} MiB may be used. No size would "
        "fit; close other programs or raise the memory limit.",
        finest.width, finest.height, needed, allowed);
  }
  return say(
      "A picture of {0} x {1} pixels takes at least {2} MiB of memory, but only {3} MiB may be used. Choose a smaller "
      "size: a long side of up to {4} pixels would fit.",
      finest.width, finest.height, needed, allowed, side);
}

Passes passes_of(const ScalePlan& plan) {
  const TileWork once = pixels_computed(tiles_at(plan), plan.trims_borders);
  // All tiles but the last go forward twice: for the Gram matrices of the whole, and for their own gradient.
  const double again = once.forward * (tile_count(plan.scale) - 1) / tile_count(plan.scale);
  return {once.forward + again, once.backward};
}

double seconds_at(const Pace& pace, const Plan& plan) {
  double seconds = pace.start;
  for (const ScalePlan& each : plan.scales) {
    const Extent extent = extent_of(each.scale);
    const Passes passes = passes_of(each);
    double history = 0;
    for (int evaluation = 2; evaluation <= each.scale.evaluations; ++evaluation) {
      history += std::min(evaluation - 2, each.pairs);
    }
    constexpr double uses = 2;  // of each vector, a direction
    history *= pixels_of(extent) * 3 * 2 * (each.half_history ? 2.0 : 4.0) * uses;
    double targets = passes.backward;  // a pass over the content, and over each style
    for (const Extent style : each.styles) {
      targets += pixels_computed(tiles_of(style.height, style.width, each.tile_pixels), each.trims_borders).forward;
    }
    seconds +=
        each.scale.evaluations * (pace.evaluation + passes.forward * pace.forward + passes.backward * pace.backward) +
        targets * pace.forward + history * pace.history_byte;
  }
  return seconds;
}

}  // namespace neural_style
