// The last run's choices as text, so that the next run can begin with them.
#pragma once

#include <string>
#include <string_view>

#include "ui/choices.hpp"

namespace neural_style::plugin {

/// JSON with a format version, the style's path, the preset, and the settings that differ from the preset's.
std::string last_values_text(const ui::Choices& choices);

/// Throws Error if the text is damaged, or names what this version does not know.
ui::Choices parse_last_values(std::string_view text);

}  // namespace neural_style::plugin
