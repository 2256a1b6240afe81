// The real weights, read once for all tests of a program.
#pragma once

#include <vector>

#include "weights/network_weights.hpp"

namespace neural_style {

inline const NetworkWeights& embedded_weights() {
  static const NetworkWeights weights = read_network(NEURAL_STYLE_SOURCE "/core/models/vgg19_palette8.safetensors");
  return weights;
}

}  // namespace neural_style
