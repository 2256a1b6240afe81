// The styles to begin with.
#pragma once

#include <vector>

#include "ui/gallery.hpp"

namespace neural_style::ui {

/// Those that are where they were installed, in ../share/neural-style/styles as seen from the library's folder.
std::vector<Style> shipped_styles();

}  // namespace neural_style::ui
