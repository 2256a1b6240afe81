// Pictures as GDK shows them.
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include <memory>

#include "neural_style/image.hpp"

namespace neural_style::ui::gtk2 {

struct Unreference {
  void operator()(gpointer object) const { g_object_unref(object); }
};
using Pixbuf = std::unique_ptr<GdkPixbuf, Unreference>;

/// 8 bits, with alpha.
Pixbuf to_pixbuf(const Image& picture);

/// Scaled, proportions kept, to touch a square of `side` pixels from within; what is transparent shows a checkerboard,
/// as everywhere in GIMP.
Pixbuf fitted(const GdkPixbuf& picture, int side);

}  // namespace neural_style::ui::gtk2
