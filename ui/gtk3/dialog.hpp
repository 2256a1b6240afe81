// The filter's dialog for GIMP 3.
#pragma once

#include <libgimp/gimp.h>

#include <functional>

#include "ui/gallery.hpp"
#include "ui/presenter.hpp"

namespace neural_style::ui::gtk3 {

/// GIMP's own memory of the choices: what its buttons save, load and reset, and what it keeps as last values.
struct Memory {
  GimpProcedure* procedure;
  GimpProcedureConfig* config;
  /// The choices that `config` holds; throws Error if they are not valid.
  std::function<Choices()> read;
  std::function<void(const Choices&)> write;
};

/// Shows the dialog and paints as often as the person wants to. True: the last painting was completed, or stopped and
/// kept. False: the dialog was left without one. Needs gimp_ui_init().
bool run_dialog(const Memory& memory, Session& session, Studio& studio, const Original& original, Gallery& gallery);

}  // namespace neural_style::ui::gtk3
