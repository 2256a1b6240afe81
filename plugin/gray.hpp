// Colour pictures for gray layers.
#pragma once

#include "neural_style/image.hpp"

namespace neural_style::plugin {

/// Each pixel's red, green and blue become its luminance: linear light weighted with the sRGB primaries' Y (IEC
/// 61966-2-1), encoded again. Alpha stays. Values are 0..1.
void to_gray(Image& picture);

}  // namespace neural_style::plugin
