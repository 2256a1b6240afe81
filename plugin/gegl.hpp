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
/// Only what was painted: where nothing is selected or visible, the buffer keeps what it has, to the last bit, which
/// the way to an Image's samples and back would round.
void write_painting(GeglBuffer& buffer, const NewLayer& layer);

/// Of a mask, a channel or a selection; 0 where the buffer has no pixels.
Mask read_mask(GeglBuffer& buffer, const Rectangle& area);
void write_mask(GeglBuffer& buffer, const Rectangle& area, const Mask& mask);

/// All pixels of `to`, from buffers of the same format, in which they begin at (x, y).
void copy_all(GeglBuffer& from, GeglBuffer& to, int x = 0, int y = 0);

/// All of the buffer.
Rectangle extent(GeglBuffer& buffer);

}  // namespace neural_style::plugin
