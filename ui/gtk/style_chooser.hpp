// The button that chooses the style picture, and a thumbnail of what is chosen.
#pragma once

#include <gtk/gtk.h>

#include <filesystem>
#include <functional>

namespace neural_style::ui::gtk {

class StyleChooser {
 public:
  /// Begins with `file`, if that is not empty; calls `chosen` when another one is chosen.
  StyleChooser(const std::filesystem::path& file, std::function<void(const std::filesystem::path&)> chosen);

  [[nodiscard]] GtkWidget* button() const { return button_; }
  [[nodiscard]] GtkWidget* thumbnail() const { return thumbnail_; }

 private:
  // Both belong to the window that they are packed into.
  GtkWidget* button_;
  GtkWidget* thumbnail_;
};

}  // namespace neural_style::ui::gtk
