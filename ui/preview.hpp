// A picture that grows, and the part of it that somebody looks at closely.
#pragma once

#include <functional>

#include "neural_style/image.hpp"

namespace neural_style::ui {

/// A rectangle of a picture, as fractions of its sides: it holds for every size that the picture comes in.
struct Part {
  double x = 0;
  double y = 0;
  double width = 1;
  double height = 1;
  friend bool operator==(const Part&, const Part&) = default;
};

/// The same in pixels.
struct PixelBox {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

/// The pixels of a picture of that size that `part` touches, at least one.
PixelBox pixels_of(const Part& part, int width, int height);
Part part_of(const PixelBox& box, int width, int height);

/// Some of a picture, pixel by pixel.
struct Detail {
  Image picture;
  Part part;  ///< of the whole, which `picture` covers
};

/// The pixels of `picture` that `part` touches; the result's own part says exactly which those are.
Detail cut(const Image& picture, const Part& part);

/// The picture that is painted, before that.
struct Original {
  Image small;                                ///< all of it, at any size
  int width = 0;                              ///< its own, pixels
  int height = 0;                             ///< its own, pixels
  std::function<Detail(const Part&)> detail;  ///< some of it, pixel by pixel
};

}  // namespace neural_style::ui
