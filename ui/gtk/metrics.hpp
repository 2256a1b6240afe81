// Distances in pixels, as GIMP has them.
#pragma once

namespace neural_style::ui::gtk {

inline constexpr int border = 12;  // around a dialog, and between its parts
inline constexpr int gap = 6;      // within a part

}  // namespace neural_style::ui::gtk
