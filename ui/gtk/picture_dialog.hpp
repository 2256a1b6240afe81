// Asks for a picture file.
#pragma once

#include <gtk/gtk.h>

#include <filesystem>
#include <optional>

namespace neural_style::ui::gtk {

/// Begins at `file`, if that is not empty. None: the person chose none.
std::optional<std::filesystem::path> ask_for_picture(GtkWindow* parent, const std::filesystem::path& file);

}  // namespace neural_style::ui::gtk
