// The row of the setting `size`: how large to paint, in words, and the numbers that some of the words need.
#pragma once

#include "ui/gtk2/setting_row.hpp"

namespace neural_style::ui::gtk2 {

/// As add_setting_row().
SettingRow add_size_row(GtkTable* table, int row, const SettingInfo& info, const std::string& label,
                        const std::function<void()>& changed);

}  // namespace neural_style::ui::gtk2
