// See gray.hpp.
#include "plugin/gray.hpp"

#include <cmath>
#include <cstddef>

namespace neural_style::plugin {

namespace {

float decoded(float v) { return v <= 0.04045F ? v / 12.92F : std::pow((v + 0.055F) / 1.055F, 2.4F); }

float encoded(float v) { return v <= 0.0031308F ? v * 12.92F : 1.055F * std::pow(v, 1 / 2.4F) - 0.055F; }

}  // namespace

void to_gray(Image& picture) {
  const auto samples = picture.samples();
  for (std::size_t i = 0; i < samples.size(); i += 4) {
    const auto colour = samples.subspan(i, 3);
    const float y = encoded(0.2126F * decoded(colour[0]) + 0.7152F * decoded(colour[1]) + 0.0722F * decoded(colour[2]));
    colour[0] = colour[1] = colour[2] = y;
  }
}

}  // namespace neural_style::plugin
