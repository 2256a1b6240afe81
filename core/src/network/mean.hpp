// What the network takes away from the pictures that it is shown.
#pragma once

#include <array>

namespace neural_style {

/// Mean of the training pictures, BGR, levels of 0..255 (Simonyan and Zisserman 2014).
inline constexpr std::array<double, 3> mean_bgr = {103.939, 116.779, 123.68};

}  // namespace neural_style
