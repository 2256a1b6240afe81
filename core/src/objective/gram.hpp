// Gram matrices of features and the gradient that flows through them.
#pragma once

#include <ATen/core/Tensor.h>

namespace neural_style {

/// G = Σ w_p f_p f_pᵀ / Σ w_p over the positions p, CxC, in float32 (float64 for float64 features). `features`:
/// 1xCxHxW, channels last; `weight`: 1x1xHxW in float32 or wider, 0..1, not all zero, or undefined for all ones.
/// Gatys, Ecker and Bethge 2016, equation 3, divided by the number of positions so that size does not matter; guided by
/// w as in Gatys et al. 2017, section 3.
at::Tensor gram_matrix(const at::Tensor& features, const at::Tensor& weight);

/// Gradient of k·|G - A|² with respect to the features: 4k/Σw · w_p (G - A) f_p, shaped and typed as the features.
/// `difference`: G - A.
at::Tensor gram_gradient(const at::Tensor& features, const at::Tensor& weight, const at::Tensor& difference, double k);

}  // namespace neural_style
