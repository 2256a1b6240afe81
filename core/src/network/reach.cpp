#include "network/reach.hpp"

#include <algorithm>

namespace neural_style {

Stretch seen_by_convolution(const Stretch& of, int length) {
  return {std::max(0, of.begin - 1), std::min(length, of.end + 1)};
}

std::array<Stretch, layer_count> needed_along(const Stretch& owned, int side, std::span<const std::size_t> way) {
  std::array<Stretch, layer_count> needed = {};
  if (way.empty()) {
    return needed;
  }
  Stretch of{side_at(owned.begin, way.back()), side_at(owned.end, way.back())};
  for (std::size_t i = way.size(); i-- > 0;) {
    const std::size_t layer = way[i];
    needed[layer] = of;
    of = seen_by_convolution(of, side_at(side, layer));
    if (i > 0 && pooled_before(layer)) {
      of = {2 * of.begin, std::min(side_at(side, way[i - 1]), 2 * of.end)};
    }
  }
  return needed;
}

}  // namespace neural_style
