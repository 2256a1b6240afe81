// See setting_row.hpp.
#include "ui/gtk2/setting_row.hpp"

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include <algorithm>

#include "ui/gtk2/number_text.hpp"
#include "ui/gtk2/signal.hpp"
#include "ui/gtk2/size_row.hpp"

namespace neural_style::ui::gtk2 {

namespace {

constexpr int slider_digits = 2;

std::string tooltip(const SettingInfo& info) { return std::string(info.help); }

void attach(GtkTable* table, int row, const std::string& label, GtkWidget* widget, const SettingInfo& info) {
  gimp_help_set_help_data(widget, tooltip(info).c_str(), nullptr);
  gimp_table_attach_aligned(table, 0, row, label.c_str(), 0, 0.5F, widget, 2, FALSE);
}

/// For what cannot be entered wrongly.
void show_no_error(const std::string& /*sentence*/) {}

SettingRow add_slider(GtkTable* table, int row, const SettingInfo& info, const std::string& label,
                      const std::function<void()>& changed) {
  constexpr int slider_width = 140;
  constexpr int number_width = 6;
  constexpr double step = 0.01;
  constexpr double page = 0.1;
  GtkObject* slider =
      gimp_scale_entry_new(table, 0, row, label.c_str(), slider_width, number_width, info.minimum, info.minimum,
                           info.maximum, step, page, slider_digits, TRUE, 0, 0, tooltip(info).c_str(), nullptr);
  if (info.minimum > 0 && info.maximum >= 10 * info.minimum) {
    gimp_scale_entry_set_logarithmic(slider, TRUE);  // a factor: half and twice are equally far from 1
  }
  on(slider, "value-changed", changed);
  GtkAdjustment* value = GTK_ADJUSTMENT(slider);
  return {std::string(info.id),
          [value](const std::string& text) { gtk_adjustment_set_value(value, text_number(text)); },
          [value] { return number_text(gtk_adjustment_get_value(value), slider_digits); }, show_no_error};
}

SettingRow add_number(GtkTable* table, int row, const SettingInfo& info, const std::string& label,
                      const std::function<void()>& changed) {
  GtkWidget* number = gtk_spin_button_new_with_range(info.minimum, info.maximum, 1);
  gtk_entry_set_activates_default(GTK_ENTRY(number), TRUE);
  attach(table, row, label, number, info);
  on(number, "value-changed", changed);
  GtkSpinButton* value = GTK_SPIN_BUTTON(number);
  return {std::string(info.id),
          [value](const std::string& text) { gtk_spin_button_set_value(value, text_number(text)); },
          [value] { return number_text(gtk_spin_button_get_value(value), 0); }, show_no_error};
}

SettingRow add_choice(GtkTable* table, int row, const SettingInfo& info, const std::string& label,
                      const std::function<void()>& changed) {
  GtkWidget* combo = gtk_combo_box_text_new();
  GtkComboBoxText* texts = GTK_COMBO_BOX_TEXT(combo);
  for (const std::string_view choice : info.choices) {
    gtk_combo_box_text_append_text(texts, std::string(choice).c_str());
  }
  attach(table, row, label, combo, info);
  on(combo, "changed", changed);
  GtkComboBox* box = GTK_COMBO_BOX(combo);
  return {std::string(info.id),
          [box, choices = info.choices](const std::string& text) {
            gtk_combo_box_set_active(box, static_cast<int>(std::ranges::find(choices, text) - choices.begin()));
          },
          [box, choices = info.choices] {
            return std::string(choices[static_cast<std::size_t>(std::max(0, gtk_combo_box_get_active(box)))]);
          },
          show_no_error};
}

/// Takes any text; what is not valid is marked, with the core's sentence as tooltip.
SettingRow add_entry(GtkTable* table, int row, const SettingInfo& info, const std::string& label,
                     const std::function<void()>& changed) {
  GtkWidget* widget = gtk_entry_new();
  gtk_entry_set_activates_default(GTK_ENTRY(widget), TRUE);
  attach(table, row, label, widget, info);
  on(widget, "changed", changed);
  GtkEntry* entry = GTK_ENTRY(widget);
  return {std::string(info.id), [entry](const std::string& text) { gtk_entry_set_text(entry, text.c_str()); },
          [entry] { return std::string(gtk_entry_get_text(entry)); },
          [entry](const std::string& sentence) {
            gtk_entry_set_icon_from_stock(entry, GTK_ENTRY_ICON_SECONDARY,
                                          sentence.empty() ? nullptr : GTK_STOCK_DIALOG_WARNING);
            gtk_entry_set_icon_tooltip_text(entry, GTK_ENTRY_ICON_SECONDARY, sentence.c_str());
          }};
}

}  // namespace

SettingRow add_setting_row(GtkTable* table, int row, const SettingInfo& info, const std::string& label,
                           const std::function<void()>& changed) {
  switch (info.kind) {
    case SettingKind::size:
      return add_size_row(table, row, info, label, changed);
    case SettingKind::choice:
      return add_choice(table, row, info, label, changed);
    case SettingKind::real:
      // A slider is for what is set by eye; the wide ranges of the objective need exact numbers.
      return info.advanced ? add_entry(table, row, info, label, changed) : add_slider(table, row, info, label, changed);
    case SettingKind::integer:
      return info.zero_is_automatic ? add_entry(table, row, info, label, changed)
                                    : add_number(table, row, info, label, changed);
    case SettingKind::layers:
    case SettingKind::text:
      break;
  }
  return add_entry(table, row, info, label, changed);
}

}  // namespace neural_style::ui::gtk2
