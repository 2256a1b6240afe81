// The mark of a favourite.
#pragma once

#include "ui/gtk/pixbuf.hpp"

namespace neural_style::ui::gtk {

/// The picture with a star in its upper right corner.
Pixbuf with_star(const GdkPixbuf& picture);

}  // namespace neural_style::ui::gtk
