// The letters that widgets answer to, with Alt.
#pragma once

#include <gtk/gtk.h>

#include <string>

namespace neural_style::ui::gtk {

/// Of all labels within the widget, in lower case: each language has others, also those of GIMP's own buttons.
std::u32string keys_of(GtkWidget* widget);

}  // namespace neural_style::ui::gtk
