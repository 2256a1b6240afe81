// Pictures at another size.
#pragma once

#include "neural_style/image.hpp"

namespace neural_style {

/// `picture` at width x height (each at least 1). An axis that shrinks averages areas, one that grows is Lanczos;
/// clipped to 0..1. Colours are weighted by alpha, so that the colour under transparent pixels never bleeds.
/// `picture` holds no NaN. Throws std::invalid_argument if it is empty or a side is below 1.
Image resample(const Image& picture, int width, int height);

/// Likewise for a mask.
Mask resample(const Mask& mask, int width, int height);

}  // namespace neural_style
