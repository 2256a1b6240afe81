// What all terms of the objective are made of.
#pragma once

#include <ATen/core/Tensor.h>

namespace neural_style {

/// |values|², added up in float64.
inline double squared_norm(const at::Tensor& values) {
  const auto norm = values.norm(2, at::kDouble).item<double>();
  return norm * norm;
}

/// Added to what a term is divided by, against a division by zero where a layer sees nothing at all.
inline constexpr double tiny = 1e-12;

}  // namespace neural_style
