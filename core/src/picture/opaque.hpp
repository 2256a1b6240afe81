// Whether a picture needs its alpha at all.
#pragma once

#include "neural_style/image.hpp"

namespace neural_style {

inline bool opaque(const Image& picture) {
  const auto samples = picture.samples();
  for (std::size_t alpha = 3; alpha < samples.size(); alpha += 4) {
    if (samples[alpha] != 1.0F) {
      return false;
    }
  }
  return true;
}

}  // namespace neural_style
