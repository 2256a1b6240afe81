// Between samples of files, whole numbers, and ours, floats of 0..1.
#pragma once

#include <cmath>
#include <concepts>
#include <cstddef>
#include <limits>
#include <span>

namespace neural_style {

template <std::unsigned_integral Sample>
float to_float(Sample sample) {
  return static_cast<float>(static_cast<double>(sample) / std::numeric_limits<Sample>::max());
}

/// The nearest of the whole numbers; values outside 0..1 are clipped, NaN counts as 0.
template <std::unsigned_integral Sample>
Sample quantised(float value) {
  constexpr auto most = static_cast<float>(std::numeric_limits<Sample>::max());
  if (!(value > 0)) {
    return 0;
  }
  return value < 1 ? static_cast<Sample>(std::lround(value * most)) : std::numeric_limits<Sample>::max();
}

/// A row of RGBA, quantised to `to`, which holds the first to.size() / width channels of each of the width pixels.
template <std::unsigned_integral Sample>
void quantise_row(std::span<const float> rgba, std::span<Sample> to) {
  const std::size_t channels = to.size() / (rgba.size() / 4);
  for (std::size_t pixel = 0; pixel < rgba.size() / 4; ++pixel) {
    for (std::size_t channel = 0; channel < channels; ++channel) {
      to[pixel * channels + channel] = quantised<Sample>(rgba[pixel * 4 + channel]);
    }
  }
}

}  // namespace neural_style
