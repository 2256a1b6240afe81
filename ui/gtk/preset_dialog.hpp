// Asks for files of presets. Both begin in a folder of the person's own for them.
#pragma once

#include <gtk/gtk.h>

#include <filesystem>
#include <optional>

namespace neural_style::ui::gtk {

/// One that is there. None: the dialog was cancelled.
std::optional<std::filesystem::path> ask_for_preset(GtkWindow* parent);

/// A place for one; what is there already may be replaced. None: the dialog was cancelled.
std::optional<std::filesystem::path> ask_where_to_save_preset(GtkWindow* parent);

}  // namespace neural_style::ui::gtk
