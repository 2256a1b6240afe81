// What a picture file looks like, without opening it in GIMP.
#pragma once

#include "ui/gtk/pixbuf.hpp"

namespace neural_style::ui::gtk {

inline constexpr int thumbnail_side = 128;

/// Empty if there is nothing to show.
Pixbuf thumbnail_of(const char* file);

}  // namespace neural_style::ui::gtk
