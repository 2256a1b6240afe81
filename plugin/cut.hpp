// A part of a picture or a mask, for hosts that keep them as they are.
#pragma once

#include <algorithm>
#include <cstddef>

#include "plugin/host.hpp"

namespace neural_style::plugin {

/// What lies in `area`, which lies in the raster.
template <class Raster>
Raster cut(const Raster& from, const Rectangle& area) {
  Raster part(area.width, area.height);
  for (int y = 0; y < area.height; ++y) {
    const auto row = from.row(area.y + y);
    std::ranges::copy(row.subspan(static_cast<std::size_t>(area.x) * Raster::channels, part.row(y).size()),
                      part.row(y).begin());
  }
  return part;
}

}  // namespace neural_style::plugin
