// Pictures as the library takes them, whatever a host gives.
#pragma once

#include <span>

#include "neural_style/image.hpp"

namespace neural_style {

/// Clips to 0..1; NaN becomes 0.
void clean(std::span<float> samples);

/// Gives fully transparent pixels the colors around them, near ones first: by way of the picture at half its size,
/// which has fewer such pixels, and so on. Alpha stays. The picture is clean.
void fill_transparent(Image& image);

}  // namespace neural_style
