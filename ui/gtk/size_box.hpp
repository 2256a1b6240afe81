// The setting `size` as widgets: how large to paint, in words, and the numbers that some of the words need.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <string>

#include "neural_style/settings.hpp"

namespace neural_style::ui::gtk {

/// The widgets belong to the box that they are in.
class SizeBox {
 public:
  /// Fills an empty box, which lays them out in a row. `changed` is called whenever the value changes, by show() too.
  SizeBox(GtkBox* box, const SettingInfo& info, const std::function<void()>& changed);

  /// Puts the setting's text into the widgets.
  void show(const std::string& text) const;

  /// The setting's text.
  [[nodiscard]] std::string text() const;

  /// What a label's mnemonic leads to.
  [[nodiscard]] GtkWidget* first() const { return GTK_WIDGET(kind_); }

 private:
  [[nodiscard]] Size::Kind chosen() const { return static_cast<Size::Kind>(gtk_combo_box_get_active(kind_)); }
  void show_needed_numbers() const;

  GtkComboBox* kind_;
  GtkSpinButton* width_;
  GtkWidget* times_;
  GtkSpinButton* height_;
  GtkWidget* unit_;
};

}  // namespace neural_style::ui::gtk
