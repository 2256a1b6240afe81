#include "picture/oklab.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace neural_style {
namespace {

/// Linear light that is taken for 0 or 1: a thirtieth of a level of 255, where sRGB is steepest.
constexpr float rounding = 1e-5F;

/// How far the search for the palest colour goes: to 1/4096 of what there is of it.
constexpr int halvings = 12;

float clean(float sample) { return sample > 0 ? std::min(sample, 1.0F) : 0.0F; }

float decoded(float v) { return v <= 0.04045F ? v / 12.92F : std::pow((v + 0.055F) / 1.055F, 2.4F); }

float encoded(float v) { return v <= 0.0031308F ? v * 12.92F : 1.055F * std::pow(v, 1 / 2.4F) - 0.055F; }

float cube(float v) { return v * v * v; }

/// Linear red, green and blue.
std::array<float, 3> linear(const Oklab& color) {
  const float l = cube(color.lightness + 0.3963377774F * color.a + 0.2158037573F * color.b);
  const float m = cube(color.lightness - 0.1055613458F * color.a - 0.0638541728F * color.b);
  const float s = cube(color.lightness - 0.0894841775F * color.a - 1.2914855480F * color.b);
  return {4.0767416621F * l - 3.3077115913F * m + 0.2309699292F * s,
          -1.2684380046F * l + 2.6097574011F * m - 0.3413193965F * s,
          -0.0041960863F * l - 0.7034186147F * m + 1.7076147010F * s};
}

bool within_range(const std::array<float, 3>& light) {
  return std::ranges::all_of(light, [](float v) { return v >= -rounding && v <= 1 + rounding; });
}

Oklab paler(const Oklab& color, float share) { return {color.lightness, share * color.a, share * color.b}; }

/// The most of the colour's a and b that sRGB has at its lightness, in linear light.
std::array<float, 3> fitting(const Oklab& color) {
  std::array<float, 3> light = linear(color);
  if (within_range(light)) {
    return light;
  }
  float low = 0;
  float high = 1;
  for (int i = 0; i < halvings; ++i) {
    const float middle = (low + high) / 2;
    (within_range(linear(paler(color, middle))) ? low : high) = middle;
  }
  return linear(paler(color, low));
}

}  // namespace

Oklab oklab(std::span<const float> pixel) {
  if (pixel[0] == pixel[1] && pixel[1] == pixel[2]) {
    return {std::cbrt(decoded(clean(pixel[0]))), 0, 0};
  }
  const float red = decoded(clean(pixel[0]));
  const float green = decoded(clean(pixel[1]));
  const float blue = decoded(clean(pixel[2]));
  const float l = std::cbrt(0.4122214708F * red + 0.5363325363F * green + 0.0514459929F * blue);
  const float m = std::cbrt(0.2119034982F * red + 0.6806995451F * green + 0.1073969566F * blue);
  const float s = std::cbrt(0.0883024619F * red + 0.2817188376F * green + 0.6299787005F * blue);
  return {0.2104542553F * l + 0.7936177850F * m - 0.0040720468F * s,
          1.9779984951F * l - 2.4285922050F * m + 0.4505937099F * s,
          0.0259040371F * l + 0.7827717662F * m - 0.8086757660F * s};
}

void set_color(std::span<float> pixel, const Oklab& color) {
  const float lightness = std::clamp(color.lightness, 0.0F, 1.0F);
  if (color.a == 0 && color.b == 0) {
    std::fill_n(pixel.begin(), 3, clean(encoded(cube(lightness))));
    return;
  }
  const std::array<float, 3> light = fitting({lightness, color.a, color.b});
  std::transform(light.begin(), light.end(), pixel.begin(), [](float v) { return clean(encoded(clean(v))); });
}

}  // namespace neural_style
