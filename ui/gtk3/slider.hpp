// A slider with a number beside it, as GIMP 3 has them.
#pragma once

#include "ui/gtk/setting_widget.hpp"

namespace neural_style::ui::gtk3 {

/// Without a label, which is in the dialog's first column.
gtk::SettingWidget make_slider(const SettingInfo& info, const std::function<void()>& changed);

}  // namespace neural_style::ui::gtk3
