// A row of the table of settings as the library itself sees it: what hosts see, and the member that holds the value.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "neural_style/settings.hpp"

namespace neural_style {

/// The member of Settings that a row stands for. Enumerators of choices are numbered in the order of `choices`.
using SettingMember =
    std::variant<double Settings::*, std::int64_t Settings::*, std::string Settings::*, Size Settings::*,
                 std::vector<LayerWeight> Settings::*, std::vector<double> Settings::*,
                 std::vector<std::string> Settings::*, Color Settings::*, Optimizer Settings::*, Loss Settings::*,
                 Statistics Settings::*, Seamless Settings::*, Pooling Settings::*, Padding Settings::*,
                 Device Settings::*, Precision Settings::*>;

struct SettingRow {
  SettingInfo info;
  SettingMember member;
};

/// The rows of settings_table(), in its order.
std::span<const SettingRow> setting_rows();

/// The row with that id. Throws Error as setting_info() does.
const SettingRow& setting_row(std::string_view id);

}  // namespace neural_style
