// Pixels of GIMP's drawables. On the main thread only.
#pragma once

#include <gegl.h>
#include <libgimp/gimp.h>

#include <memory>

namespace neural_style::plugin::gimp2 {

struct Unreference {
  void operator()(gpointer object) const { g_object_unref(object); }
};

/// Pixels go back to GIMP when the last reference to the buffer ends.
using Buffer = std::unique_ptr<GeglBuffer, Unreference>;

inline Buffer buffer_of(gint32 drawable) { return Buffer(gimp_drawable_get_buffer(drawable)); }

/// The Image's samples. GEGL converts from and to the image's own precision and colour profile.
inline const Babl* image_format() { return babl_format("R'G'B'A float"); }

/// The Mask's samples: masks and selections are linear.
inline const Babl* mask_format() { return babl_format("Y float"); }

}  // namespace neural_style::plugin::gimp2
