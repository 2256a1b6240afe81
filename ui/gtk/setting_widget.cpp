// See setting_widget.hpp.
#include "ui/gtk/setting_widget.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "neural_style/models.hpp"
#include "neural_style/translation.hpp"
#include "ui/gtk/metrics.hpp"
#include "ui/gtk/number_text.hpp"
#include "ui/gtk/signal.hpp"
#include "ui/gtk/size_box.hpp"
#include "ui/gtk/toolkit.hpp"
#include "ui/gtk/trouble_label.hpp"

namespace neural_style::ui::gtk {

namespace {

SettingWidget make_number(const SettingInfo& info, const std::function<void()>& changed) {
  GtkWidget* number = gtk_spin_button_new_with_range(info.minimum, info.maximum, 1);
  gtk_entry_set_activates_default(GTK_ENTRY(number), TRUE);
  on(number, "value-changed", changed);
  GtkSpinButton* value = GTK_SPIN_BUTTON(number);
  return {std::string(info.id),
          number,
          number,
          [value](const std::string& text) { gtk_spin_button_set_value(value, text_number(text)); },
          [value] { return number_text(gtk_spin_button_get_value(value), 0); },
          show_no_error,
          nullptr};
}

/// As a dialog writes it, with a capital: the table has it as files and scripts do.
std::string label_of(std::string_view choice) {
  const std::string text = tr(choice);
  const gunichar capital = g_unichar_totitle(g_utf8_get_char(text.c_str()));
  std::array<char, 6> bytes{};
  const gint length = g_unichar_to_utf8(capital, bytes.data());
  return std::string(bytes.data(), static_cast<std::size_t>(length)) + g_utf8_next_char(text.c_str());
}

SettingWidget make_choice(const SettingInfo& info, const std::function<void()>& changed) {
  GtkWidget* combo = gtk_combo_box_text_new();
  for (const std::string_view choice : info.choices) {
    gtk_combo_box_text_append_text(GTK_COMBO_BOX_TEXT(combo), label_of(choice).c_str());
  }
  on(combo, "changed", changed);
  GtkComboBox* box = GTK_COMBO_BOX(combo);
  return {std::string(info.id),
          combo,
          combo,
          [box, choices = info.choices](const std::string& text) {
            gtk_combo_box_set_active(box, static_cast<int>(std::ranges::find(choices, text) - choices.begin()));
          },
          [box, choices = info.choices] {
            return std::string(choices[static_cast<std::size_t>(std::max(0, gtk_combo_box_get_active(box)))]);
          },
          show_no_error,
          nullptr};
}

/// Takes any text; of what is not valid, the core's sentence is shown below. `widget`: the entry, or what it is a part
/// of.
SettingWidget entry_widget(const SettingInfo& info, GtkWidget* widget, GtkEntry* entry,
                           const std::function<void()>& changed) {
  gtk_entry_set_activates_default(entry, TRUE);
  on(entry, "changed", changed);
  const TroubleLabel trouble;
  return {std::string(info.id),
          widget,
          GTK_WIDGET(entry),
          [entry](const std::string& text) { gtk_entry_set_text(entry, text.c_str()); },
          [entry] { return std::string(gtk_entry_get_text(entry)); },
          [trouble](const std::string& sentence) { trouble.show(sentence); },
          trouble.widget()};
}

SettingWidget make_entry(const SettingInfo& info, const std::function<void()>& changed) {
  GtkWidget* widget = gtk_entry_new();
  return entry_widget(info, widget, GTK_ENTRY(widget), changed);
}

/// The names of the models to choose from; a file's path is typed.
SettingWidget make_model(const SettingInfo& info, const std::function<void()>& changed) {
  GtkWidget* combo = gtk_combo_box_text_new_with_entry();
  offer_models(GTK_COMBO_BOX(combo));
  return entry_widget(info, combo, GTK_ENTRY(gtk_bin_get_child(GTK_BIN(combo))), changed);
}

SettingWidget make_size(const SettingInfo& info, const std::function<void()>& changed) {
  GtkBox* row = GTK_BOX(new_box(GTK_ORIENTATION_HORIZONTAL, gap));
  const SizeBox size(row, info, changed);
  return {std::string(info.id),
          GTK_WIDGET(row),
          size.first(),
          [size](const std::string& text) { size.show(text); },
          [size] { return size.text(); },
          show_no_error,
          nullptr};
}

}  // namespace

void show_no_error(const std::string& /*sentence*/) {}

void offer_models(GtkComboBox* combo) {
  gtk_list_store_clear(GTK_LIST_STORE(gtk_combo_box_get_model(combo)));
  for (const Model& model : list_models()) {
    gtk_combo_box_text_append_text(GTK_COMBO_BOX_TEXT(combo), model.name.c_str());
  }
}

SettingWidget make_setting_widget(const SettingInfo& info, const std::function<void()>& changed) {
  if (info.kind == SettingKind::size) {
    return make_size(info, changed);
  }
  const bool whole = info.kind == SettingKind::integer && !info.zero_is_automatic;
  SettingWidget made = info.kind == SettingKind::choice  ? make_choice(info, changed)
                       : info.kind == SettingKind::model ? make_model(info, changed)
                       : whole                           ? make_number(info, changed)
                                                         : make_entry(info, changed);
  gtk_widget_set_tooltip_text(made.widget, tr(info.help).c_str());
  return made;
}

}  // namespace neural_style::ui::gtk
