// Colours of files into ours.
#pragma once

#include "neural_style/image.hpp"
#include "picture/codec.hpp"

namespace neural_style {

/// The picture in sRGB: converted from its profile, with relative colorimetric intent and black point compensation.
/// Without a profile that fits, RGB and grey are taken for sRGB, and inks are mixed as light filters.
Image to_srgb(Decoded decoded);

}  // namespace neural_style
