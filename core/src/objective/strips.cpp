#include "objective/strips.hpp"

#include <algorithm>
#include <cstddef>

namespace neural_style {

Strip whole_strip(int height) { return {height, {0, height}, {0, height}}; }

std::vector<Strip> strips_of(int height, int processes, Seamless seamless) {
  const int cells = (height + tile_grid - 1) / tile_grid;
  // The longer ones first, since the last one's last cell may be cut off by the picture's end.
  const auto row = [&](int edge, int count) {
    return std::min(height, (cells * edge + count - 1) / count * tile_grid);
  };
  int count = std::clamp(height / tile_border, 1, processes);
  while (count > 1 && height - row(count - 1, count) < tile_border) {
    --count;
  }
  const bool goes_round = goes_round_y(seamless) && count > 1;
  std::vector<Strip> strips;
  for (int i = 0; i < count; ++i) {
    const Stretch own{row(i, count), row(i + 1, count)};
    Stretch seen{own.begin - tile_border, own.end + tile_border};
    if (!goes_round) {
      seen = {std::max(0, seen.begin), std::min(height, seen.end)};
    }
    strips.push_back({height, own, seen});
  }
  strips.resize(static_cast<std::size_t>(processes), {height, {height, height}, {height, height}});
  return strips;
}

Strip largest_strip(int height, int processes, Seamless seamless) {
  return std::ranges::max(strips_of(height, processes, seamless), {},
                          [](const Strip& strip) { return strip.seen.length(); });
}

}  // namespace neural_style
