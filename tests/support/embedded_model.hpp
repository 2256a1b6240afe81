// The real weights, read once for all tests of a program.
#pragma once

#include <vector>

#include "weights/vgg19_weights.hpp"

namespace neural_style {

inline const std::vector<ConvolutionWeights>& embedded_weights() {
  static const std::vector<ConvolutionWeights> weights =
      read_vgg19(NEURAL_STYLE_SOURCE "/core/models/vgg19_palette8.safetensors");
  return weights;
}

}  // namespace neural_style
