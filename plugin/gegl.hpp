// Pixels of GIMP's drawables, whatever its version. On the main thread only.
#pragma once

#include <gegl.h>

#include "neural_style/image.hpp"
#include "plugin/host.hpp"
#include "ui/glib.hpp"

namespace neural_style::plugin {

/// A drawable's pixels. They go back to GIMP when the last reference to the buffer ends.
using Buffer = ui::Owned<GeglBuffer>;

// GEGL converts from and to the buffer's own precision and colour space.
Image read_image(GeglBuffer& buffer, const Rectangle& area);
/// Scaled down, proportions kept, so that no side is longer than `side`.
Image read_small(GeglBuffer& buffer, const Rectangle& area, int side);
void write_image(GeglBuffer& buffer, const Rectangle& area, const Image& image);

/// Of a mask, a channel or a selection; 0 where the buffer has no pixels.
Mask read_mask(GeglBuffer& buffer, const Rectangle& area);
void write_mask(GeglBuffer& buffer, const Rectangle& area, const Mask& mask);

/// All pixels, from and to the same place.
void copy_all(GeglBuffer& from, GeglBuffer& to);

/// All of the buffer.
Rectangle extent(GeglBuffer& buffer);

}  // namespace neural_style::plugin
