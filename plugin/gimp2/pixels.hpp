// A drawable's pixels in the colours that they stand for.
#pragma once

#include <libgimp/gimp.h>

#include "plugin/gegl.hpp"

namespace neural_style::plugin::gimp2 {

/// With the image's colour profile, which the buffers that libgimp 2.10 gives do not know of. A profile that babl
/// cannot make a space of (of tables, say, as printers have) counts as sRGB.
Buffer pixels_of(gint32 drawable);

}  // namespace neural_style::plugin::gimp2
