// Where the filter's icon is.
#pragma once

#include <string>

namespace neural_style::plugin {

/// Its name in icon themes.
inline constexpr const char* icon_name = "neural-style";

/// The file, in colors, at any size.
std::string icon_file();

}  // namespace neural_style::plugin
