// Progress in words.
#pragma once

#include <string>

#include "neural_style/observer.hpp"

namespace neural_style::ui {

/// "512 x 384, evaluation 12 of 40: about 3 min 20 s left": what is being done and for how long yet, where that is
/// known.
std::string status_text(const Progress& progress);

}  // namespace neural_style::ui
