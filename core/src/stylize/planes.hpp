// Colours as the optimisers move them.
#pragma once

#include <vector>

#include "neural_style/image.hpp"

namespace neural_style {

/// Colour planes (CHW), RGB, 0..255.
using Planes = std::vector<float>;

Planes planes_of(const Image& picture);

/// The picture with these colours, clipped to 0..1, and the alpha of `alpha_from` (of the same size).
Image picture_of(const Planes& planes, const Image& alpha_from);

}  // namespace neural_style
