// Pictures as GDK shows them.
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "neural_style/image.hpp"
#include "ui/glib.hpp"

namespace neural_style::ui::gtk {

using Pixbuf = Owned<GdkPixbuf>;

/// 8 bits, without alpha: what is transparent shows a checkerboard, as everywhere in GIMP.
Pixbuf on_checks(const Image& picture);

/// Scaled, proportions kept, to touch a square of `side` pixels from within; likewise on a checkerboard.
Pixbuf fitted(const GdkPixbuf& picture, int side);

}  // namespace neural_style::ui::gtk
