// Colours weighted by alpha: what may be averaged, so that the colour under transparent pixels never bleeds.
#pragma once

#include "neural_style/image.hpp"

namespace neural_style {

inline Image premultiplied(const Image& picture) {
  Image result = picture;
  const auto samples = result.samples();
  for (std::size_t i = 0; i < samples.size(); i += 4) {
    for (std::size_t channel = i; channel < i + 3; ++channel) {
      // Not a bare product: a NaN under alpha 0 must vanish.
      samples[channel] = samples[i + 3] > 0 ? samples[channel] * samples[i + 3] : 0;
    }
  }
  return result;
}

/// Before clipping: Lanczos overshoots colour and alpha alike, and their quotient is right only so.
inline void unpremultiply(Image& picture) {
  const auto samples = picture.samples();
  for (std::size_t i = 0; i < samples.size(); i += 4) {
    const float alpha = samples[i + 3];
    for (std::size_t channel = i; channel < i + 3; ++channel) {
      samples[channel] = alpha > 0 ? samples[channel] / alpha : 0;
    }
  }
}

}  // namespace neural_style
