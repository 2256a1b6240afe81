// Colours of files into ours.
#pragma once

#include <array>

#include "neural_style/image.hpp"
#include "picture/codec.hpp"

namespace neural_style {

/// The picture in sRGB: converted from its profile, with relative colorimetric intent and black point compensation.
/// Without a profile that fits, RGB and grey are taken for sRGB, and inks are mixed as light filters.
Image to_srgb(Decoded decoded);

/// An ICC profile of RGB whose light is the sample to the power of `exponent`, and whose white, red, green and blue lie
/// at these x and y. sRGB's own curve where the exponent is within 5 % of 2.2: that is what 2.2 is said for. Empty if
/// such colours cannot be.
Bytes rgb_profile(double exponent, const std::array<double, 8>& chromaticities);

}  // namespace neural_style
