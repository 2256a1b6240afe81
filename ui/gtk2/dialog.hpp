// The filter's dialog for GIMP 2.10.
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include <functional>

#include "ui/session.hpp"

namespace neural_style::ui::gtk2 {

/// Reads all that painting needs, on the main thread, and returns what then paints. Throws Error if the choices cannot
/// be painted: the dialog shows the sentence and lets the person mend it.
using Prepare = std::function<Session::Paint(const Choices&)>;

/// Shows the dialog and paints as often as the person wants to. `before` is what will be painted, at any size. True:
/// the last painting was completed, or stopped and kept. False: the dialog was left without one. Needs gimp_ui_init().
bool run_dialog(Session& session, const Prepare& prepare, const GdkPixbuf& before);

}  // namespace neural_style::ui::gtk2
