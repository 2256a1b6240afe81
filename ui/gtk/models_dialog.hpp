// The networks that are here and those that can be had: importing, fetching, checking and removing them.
#pragma once

#include <gtk/gtk.h>

#include <functional>

namespace neural_style::ui::gtk {

/// Shows the dialog until the person closes it. `changed` is called whenever there are other models than before.
void show_models(GtkWindow* parent, const std::function<void()>& changed);

}  // namespace neural_style::ui::gtk
