// One row of the table of settings as the widget that suits its kind.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <string>

#include "neural_style/settings.hpp"

namespace neural_style::ui::gtk {

/// What a widget shows and takes is the setting's text, so that the core alone knows what is valid. The widgets belong
/// to the container that they are put into.
struct SettingWidget {
  std::string id;
  GtkWidget* widget = nullptr;                         ///< all of it
  GtkWidget* first = nullptr;                          ///< what a label's mnemonic leads to
  std::function<void(const std::string&)> show;        ///< puts the setting's text into the widget
  std::function<std::string()> text;                   ///< the widget's value as text
  std::function<void(const std::string&)> show_error;  ///< shows a sentence in `below`; "" takes it away
  GtkWidget* below = nullptr;                          ///< for the place under the widget; null: nothing can be wrong
};

inline constexpr int slider_digits = 2;

/// Whether the setting is one that is set by eye, with a slider: toolkits have their own. The wide ranges of the
/// objective need exact numbers.
inline bool wants_slider(const SettingInfo& info) { return info.kind == SettingKind::real && !info.advanced; }

/// Whether half and twice should be equally far from 1 on the slider: it sets a factor.
inline bool is_factor(const SettingInfo& info) { return info.minimum > 0 && info.maximum >= 10 * info.minimum; }

/// For all others. `changed` is called whenever the widget's value changes, by show() too.
SettingWidget make_setting_widget(const SettingInfo& info, const std::function<void()>& changed);

/// Lists the models that there are now, in the widget of a setting that names one. What was chosen stays.
void offer_models(GtkComboBox* combo);

/// For what cannot be entered wrongly.
void show_no_error(const std::string& sentence);

}  // namespace neural_style::ui::gtk
