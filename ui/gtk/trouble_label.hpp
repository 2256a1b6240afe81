// A sentence that says what is wrong, beside what it is about.
#pragma once

#include <gtk/gtk.h>

#include <string>

namespace neural_style::ui::gtk {

class TroubleLabel {
 public:
  /// `width` of the text, in pixels.
  explicit TroubleLabel(int width = 260);

  /// Belongs to the container that it is put into.
  [[nodiscard]] GtkWidget* widget() const { return row_; }

  /// "" hides it.
  void show(const std::string& sentence) const;

 private:
  GtkWidget* row_;
  GtkLabel* text_;
};

}  // namespace neural_style::ui::gtk
