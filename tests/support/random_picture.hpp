// Content and styles for the objective.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>

namespace neural_style {

/// 1x3xHxW, 0..255, float64: the same for the same seed, and smooth over some five pixels.
inline at::Tensor random_picture(std::uint64_t seed, int height, int width) {
  at::manual_seed(seed);
  return at::upsample_bilinear2d(at::rand({1, 3, height / 5 + 1, width / 5 + 1}, at::kDouble) * 255, {height, width},
                                 false);
}

}  // namespace neural_style
