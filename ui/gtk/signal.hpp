// GObject's signals for C++ callables.
#pragma once

#include <glib-object.h>

#include <functional>

namespace neural_style::ui::gtk {

/// Calls `handler` whenever `object` emits `signal`, whatever the signal's arguments, for as long as the object lives.
/// For signals that return nothing.
void on(gpointer object, const char* signal, std::function<void()> handler);

}  // namespace neural_style::ui::gtk
