// See size_box.hpp.
#include "ui/gtk/size_box.hpp"

#include <array>

#include "neural_style/translation.hpp"
#include "ui/gtk/signal.hpp"

namespace neural_style::ui::gtk {

namespace {

// Entries of the combo box, in the order of Size::Kind.
constexpr std::array words = {tr_noop("Automatic"), tr_noop("Full size"), tr_noop("Long side"),
                              tr_noop("Width × height")};

GtkWidget* add_to(GtkBox* box, GtkWidget* widget) {
  gtk_box_pack_start(box, widget, FALSE, FALSE, 0);
  gtk_widget_set_no_show_all(widget, TRUE);
  return widget;
}

GtkSpinButton* add_number_to(GtkBox* box, const SettingInfo& info, const std::function<void()>& changed) {
  constexpr double smallest = 16;
  constexpr double largest = 65535;
  // What the numbers begin with when they are first asked for.
  constexpr double usual_side = 1024;
  GtkWidget* number = add_to(box, gtk_spin_button_new_with_range(smallest, largest, 1));
  gtk_entry_set_activates_default(GTK_ENTRY(number), TRUE);
  gtk_widget_set_tooltip_text(number, tr(info.help).c_str());
  gtk_spin_button_set_value(GTK_SPIN_BUTTON(number), usual_side);
  on(number, "value-changed", changed);
  return GTK_SPIN_BUTTON(number);
}

GtkComboBox* add_kinds_to(GtkBox* box, const SettingInfo& info) {
  GtkWidget* kind = gtk_combo_box_text_new();
  for (const char* const word : words) {
    gtk_combo_box_text_append_text(GTK_COMBO_BOX_TEXT(kind), tr(word));
  }
  gtk_widget_set_tooltip_text(kind, tr(info.help).c_str());
  gtk_box_pack_start(box, kind, FALSE, FALSE, 0);
  return GTK_COMBO_BOX(kind);
}

}  // namespace

SizeBox::SizeBox(GtkBox* box, const SettingInfo& info, const std::function<void()>& changed)
    : kind_(add_kinds_to(box, info)),
      width_(add_number_to(box, info, changed)),
      times_(add_to(box, gtk_label_new("×"))),
      height_(add_number_to(box, info, changed)),
      unit_(add_to(box, gtk_label_new(std::string(info.unit).c_str()))) {
  on(kind_, "changed", [widgets = *this, changed] {
    widgets.show_needed_numbers();
    changed();
  });
}

void SizeBox::show_needed_numbers() const {
  const bool one = chosen() == Size::Kind::long_side;
  const bool two = chosen() == Size::Kind::exact;
  // To a screen reader, the label is that of the combo box alone.
  atk_object_set_name(gtk_widget_get_accessible(GTK_WIDGET(width_)), one ? tr("Long side") : tr("Width"));
  atk_object_set_name(gtk_widget_get_accessible(GTK_WIDGET(height_)), tr("Height"));
  gtk_widget_set_visible(GTK_WIDGET(width_), static_cast<gboolean>(one || two));
  gtk_widget_set_visible(times_, static_cast<gboolean>(two));
  gtk_widget_set_visible(GTK_WIDGET(height_), static_cast<gboolean>(two));
  gtk_widget_set_visible(unit_, static_cast<gboolean>(one || two));
}

void SizeBox::show(const std::string& text) const {
  Settings read;
  set_setting(read, "size", text);
  if (read.size.kind == Size::Kind::long_side || read.size.kind == Size::Kind::exact) {
    gtk_spin_button_set_value(width_, read.size.width);
  }
  if (read.size.kind == Size::Kind::exact) {
    gtk_spin_button_set_value(height_, read.size.height);
  }
  gtk_combo_box_set_active(kind_, static_cast<int>(read.size.kind));
  show_needed_numbers();
}

std::string SizeBox::text() const {
  Settings chosen_settings;
  chosen_settings.size.kind = chosen();
  chosen_settings.size.width = gtk_spin_button_get_value_as_int(width_);
  chosen_settings.size.height = gtk_spin_button_get_value_as_int(height_);
  return setting_text(chosen_settings, "size");
}

}  // namespace neural_style::ui::gtk
