// The button that chooses the style picture, and a thumbnail of what is chosen.
#pragma once

#include <gtk/gtk.h>

#include <filesystem>
#include <functional>

namespace neural_style::ui::gtk2 {

class StyleChooser {
 public:
  /// Begins with `file`, if that is not empty; calls `chosen` when another one is chosen.
  StyleChooser(const std::filesystem::path& file, std::function<void(const std::filesystem::path&)> chosen);

  /// The widget with the button and the thumbnail below it.
  [[nodiscard]] GtkWidget* widget() const { return box_; }
  /// What a label's mnemonic leads to.
  [[nodiscard]] GtkWidget* button() const { return button_; }

 private:
  // All belong to the window that they are packed into.
  GtkWidget* box_;
  GtkWidget* button_;
};

}  // namespace neural_style::ui::gtk2
