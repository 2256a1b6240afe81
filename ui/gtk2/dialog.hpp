// The filter's dialog for GIMP 2.10.
#pragma once

#include "ui/gallery.hpp"
#include "ui/presenter.hpp"

namespace neural_style::ui::gtk2 {

/// Shows the dialog and paints as often as the person wants to. True: the last painting was completed, or stopped and
/// kept. False: the dialog was left without one. Needs gimp_ui_init().
bool run_dialog(Session& session, Studio& studio, const Original& original, Gallery& gallery);

}  // namespace neural_style::ui::gtk2
