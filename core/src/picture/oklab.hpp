// Colours as the eye orders them: Oklab.
//
// Björn Ottosson, "A perceptual color space for image processing", 2020 (https://bottosson.github.io/posts/oklab/):
// lightness 0..1 and two axes of colour, green to red and blue to yellow, 0 where there is none, within about ±0.4 in
// sRGB. Equal steps look about equal, and unlike in CIELAB a colour that only grows paler keeps its hue: blue does not
// turn purple.
#pragma once

#include <span>

namespace neural_style {

struct Oklab {
  float lightness = 0;
  float a = 0;
  float b = 0;
};

/// Of red, green and blue, gamma-encoded sRGB; clipped to 0..1, NaN is 0. More samples are not looked at. Gray has no
/// colour, to the last bit.
Oklab oklab(std::span<const float> pixel);

/// Gives a pixel's red, green and blue that colour. What sRGB does not have gets as pale as it must to be within it:
/// its lightness (clipped to 0..1) and its hue stay. Without colour, the three are the same to the last bit.
void set_color(std::span<float> pixel, const Oklab& color);

}  // namespace neural_style
