// See size_row.hpp.
#include "ui/gtk2/size_row.hpp"

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include <array>

#include "ui/gtk2/number_text.hpp"
#include "ui/gtk2/signal.hpp"

namespace neural_style::ui::gtk2 {

namespace {

// Entries of the combo box, in the order of Size::Kind.
constexpr std::array words = {"Automatic", "Full size", "Long side", "Width × height"};

struct Widgets {
  GtkComboBox* kind;
  GtkSpinButton* width;
  GtkLabel* times;
  GtkSpinButton* height;
  GtkLabel* unit;

  [[nodiscard]] Size::Kind chosen() const { return static_cast<Size::Kind>(gtk_combo_box_get_active(kind)); }

  void show_needed_numbers() const {
    const bool one = chosen() == Size::Kind::long_side;
    const bool two = chosen() == Size::Kind::exact;
    gtk_widget_set_visible(GTK_WIDGET(width), static_cast<gboolean>(one || two));
    gtk_widget_set_visible(GTK_WIDGET(times), static_cast<gboolean>(two));
    gtk_widget_set_visible(GTK_WIDGET(height), static_cast<gboolean>(two));
    gtk_widget_set_visible(GTK_WIDGET(unit), static_cast<gboolean>(one || two));
  }
};

GtkWidget* add_to(GtkWidget* box, GtkWidget* widget) {
  gtk_box_pack_start(GTK_BOX(box), widget, FALSE, FALSE, 0);
  gtk_widget_set_no_show_all(widget, TRUE);
  return widget;
}

GtkWidget* add_number_to(GtkWidget* box, const SettingInfo& info, const std::function<void()>& changed) {
  constexpr double smallest = 16;
  constexpr double largest = 65535;
  GtkWidget* number = add_to(box, gtk_spin_button_new_with_range(smallest, largest, 1));
  gtk_entry_set_activates_default(GTK_ENTRY(number), TRUE);
  gimp_help_set_help_data(number, std::string(info.help).c_str(), nullptr);
  on(number, "value-changed", changed);
  return number;
}

}  // namespace

SettingRow add_size_row(GtkTable* table, int row, const SettingInfo& info, const std::string& label,
                        const std::function<void()>& changed) {
  GtkWidget* box = gtk_hbox_new(FALSE, 6);
  GtkWidget* kind = gtk_combo_box_text_new();
  for (const char* const word : words) {
    gtk_combo_box_text_append_text(GTK_COMBO_BOX_TEXT(kind), word);
  }
  gimp_help_set_help_data(kind, std::string(info.help).c_str(), nullptr);
  gtk_box_pack_start(GTK_BOX(box), kind, FALSE, FALSE, 0);
  GtkWidget* width = add_number_to(box, info, changed);
  GtkWidget* times = add_to(box, gtk_label_new("×"));
  GtkWidget* height = add_number_to(box, info, changed);
  GtkWidget* unit = add_to(box, gtk_label_new(std::string(info.unit).c_str()));
  GtkWidget* caption = gimp_table_attach_aligned(table, 0, row, label.c_str(), 0, 0.5F, box, 2, FALSE);
  gtk_label_set_mnemonic_widget(GTK_LABEL(caption), kind);

  // What the numbers begin with when they are first asked for.
  constexpr double usual_side = 1024;
  const Widgets widgets{GTK_COMBO_BOX(kind), GTK_SPIN_BUTTON(width), GTK_LABEL(times), GTK_SPIN_BUTTON(height),
                        GTK_LABEL(unit)};
  gtk_spin_button_set_value(widgets.width, usual_side);
  gtk_spin_button_set_value(widgets.height, usual_side);
  on(kind, "changed", [widgets, changed] {
    widgets.show_needed_numbers();
    changed();
  });

  return {std::string(info.id),
          [widgets](const std::string& text) {
            Settings read;
            set_setting(read, "size", text);
            if (read.size.kind == Size::Kind::long_side || read.size.kind == Size::Kind::exact) {
              gtk_spin_button_set_value(widgets.width, read.size.width);
            }
            if (read.size.kind == Size::Kind::exact) {
              gtk_spin_button_set_value(widgets.height, read.size.height);
            }
            gtk_combo_box_set_active(widgets.kind, static_cast<int>(read.size.kind));
            widgets.show_needed_numbers();
          },
          [widgets] {
            Settings chosen;
            chosen.size.kind = widgets.chosen();
            chosen.size.width = gtk_spin_button_get_value_as_int(widgets.width);
            chosen.size.height = gtk_spin_button_get_value_as_int(widgets.height);
            return setting_text(chosen, "size");
          },
          [](const std::string& /*sentence*/) {}};
}

}  // namespace neural_style::ui::gtk2
