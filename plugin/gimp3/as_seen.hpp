// A drawable's pixels as the artist sees them: with its non-destructive filters, which gimp_drawable_get_buffer()
// leaves out.
#pragma once

#include <libgimp/gimp.h>

#include <memory>

#include "plugin/gegl.hpp"

namespace neural_style::plugin::gimp3 {

struct DeleteImage {
  void operator()(GimpImage* image) const { gimp_image_delete(image); }
};

/// An image that has no display and ends with its scope.
using HiddenImage = std::unique_ptr<GimpImage, DeleteImage>;

class AsSeen {
 public:
  /// Throws Error if GIMP cannot apply the filters.
  explicit AsSeen(GimpDrawable* drawable);

  /// `area` is counted from the drawable's own top left.
  [[nodiscard]] Image read(const Rectangle& area) const { return read_image(*buffer_, moved(area)); }
  [[nodiscard]] Image read_scaled(const Rectangle& area, int side) const {
    return read_small(*buffer_, moved(area), side);
  }
  /// All that fits into `buffer`, which begins at the drawable's own top left and has its format.
  void copy_to(GeglBuffer& buffer) const { copy_all(*buffer_, buffer, x_, y_); }

 private:
  [[nodiscard]] Rectangle moved(const Rectangle& area) const {
    return {area.x + x_, area.y + y_, area.width, area.height};
  }

  HiddenImage image_;  // of a copy with the filters merged, where there are any
  Buffer buffer_;      // after it, so that it ends first
  int x_ = 0;          // where the drawable's top left lies in the buffer: filters can make a layer grow
  int y_ = 0;
};

}  // namespace neural_style::plugin::gimp3
