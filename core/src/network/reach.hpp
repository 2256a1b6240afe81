// What of a picture must be computed where only a part of its features is asked for.
//
// A feature sees the positions around its own, a few more with every layer. So the deeper a layer, the less of it is
// needed around that part, and no more of it has a gradient on the way back: that reaches just as far.
#pragma once

#include <array>
#include <limits>
#include <span>

#include "network/layers.hpp"

namespace neural_style {

/// Some columns or rows of a picture: from `begin` to before `end`.
struct Stretch {
  int begin = 0;
  int end = 0;

  [[nodiscard]] constexpr int length() const { return end - begin; }
};

/// A rectangle of a picture or of what is computed of it; by default all, however large it is.
struct Part {
  Stretch y{0, std::numeric_limits<int>::max()};
  Stretch x{0, std::numeric_limits<int>::max()};
};

/// As much of it as a picture of that size has.
constexpr Part within(const Part& part, int height, int width) {
  return {{part.y.begin, part.y.end < height ? part.y.end : height},
          {part.x.begin, part.x.end < width ? part.x.end : width}};
}

/// What a 3x3 convolution sees of that stretch of a side's `length` positions.
Stretch seen_by_convolution(const Stretch& of, int length);

/// By layer, the positions that are needed along a side of a picture for all features that belong to the pixels
/// `owned`, which begin at a multiple of the deepest layer's positions and end there or at the picture's end. `way`:
/// the network's layers up to the deepest that is asked for.
std::array<Stretch, layer_count> needed_along(const Stretch& owned, int side, std::span<const std::size_t> way);

}  // namespace neural_style
