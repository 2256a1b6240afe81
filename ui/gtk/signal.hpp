// GObject's signals for C++ callables.
#pragma once

#include <glib-object.h>

#include <functional>

namespace neural_style::ui::gtk {

/// Calls `handler` whenever `object` emits `signal`, whatever the signal's arguments, for as long as the object lives.
/// For signals that return nothing. Returns the number that g_signal_handler_disconnect() takes, for objects that live
/// longer than what the handler needs.
gulong on(gpointer object, const char* signal, std::function<void()> handler);

/// The same, but once all that the signal stands for is done. For handlers that run a dialog of their own: what a
/// screen reader presses answers it only then, and until then it is told nothing.
void on_and_then(gpointer object, const char* signal, std::function<void()> handler);

}  // namespace neural_style::ui::gtk
