// Which sizes a run goes through, and how long it stays at each.
#pragma once

#include <vector>

#include "neural_style/settings.hpp"
#include "neural_style/stylize.hpp"

namespace neural_style {

/// A size in pixels.
struct Extent {
  int width = 0;
  int height = 0;
  friend bool operator==(const Extent&, const Extent&) = default;
};

/// The finest scale for a content of that size.
Extent finest_extent(Extent content, const Size& size);

/// The scales, coarse to fine; the last one is finest_extent(). Where the setting `scales` leaves the number open, the
/// coarsest has a long side of about 128 px and a short side of at least about 64, and each is about √2 times the one
/// before. The evaluations fall from `coarse_evaluations` to `evaluations`.
std::vector<Scale> schedule(Extent content, const Settings& settings);

/// The size at which a style is looked at beside a content of that size at a scale on the way to `finest`: its strokes
/// keep their size relative to the content's short side, times the setting `style_scale`; squeezed with the content
/// where `size` is exact. Without content (weight 0) there is nothing that strokes could be relative to: at the finest
/// scale the style has its own size then, unless it is larger than the picture.
Extent style_extent(Extent style, Extent content, Extent finest, const Settings& settings);

}  // namespace neural_style
