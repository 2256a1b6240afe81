// A slider with a number beside it, as GIMP 2.10 has them.
#pragma once

#include "ui/gtk/setting_widget.hpp"

namespace neural_style::ui::gtk2 {

/// Adds one to the row of that number, with its label; columns 0 to 2 are label, slider, number.
gtk::SettingWidget add_slider(GtkTable* table, int row, const SettingInfo& info, const std::string& label,
                              const std::function<void()>& changed);

}  // namespace neural_style::ui::gtk2
