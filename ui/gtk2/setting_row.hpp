// One row of the table of settings as a label and the widget that suits its kind.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <string>

#include "neural_style/settings.hpp"

namespace neural_style::ui::gtk2 {

/// What a row shows and takes is the setting's text, so that the core alone knows what is valid. The widgets belong to
/// the table that they are in.
struct SettingRow {
  std::string id;
  std::function<void(const std::string&)> show;        ///< puts the setting's text into the widget
  std::function<std::string()> text;                   ///< the widget's value as text
  std::function<void(const std::string&)> show_error;  ///< marks the widget with a sentence; "" takes the mark away
};

/// Adds widgets for `info` to the row of that number; columns 0 to 2 are label, widget, number. `label` is with its
/// mnemonic. `changed` is called whenever the widget's value changes, by show() too.
SettingRow add_setting_row(GtkTable* table, int row, const SettingInfo& info, const std::string& label,
                           const std::function<void()>& changed);

}  // namespace neural_style::ui::gtk2
