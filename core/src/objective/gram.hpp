// Gram matrices and channel sums of features, and the gradients that flow through them.
#pragma once

#include <ATen/core/Tensor.h>

#include <memory>

#include "network/cpu/buffer.hpp"

namespace neural_style {

namespace onednn {
template <class Number>
class Gram;
}

/// Sums over positions, in parts: a rectangle of features at a time. Keeps its scratch memory from one call to the
/// next, so it is not for two threads at once.
class GramSums {
 public:
  GramSums();
  GramSums(const GramSums&) = delete;
  GramSums& operator=(const GramSums&) = delete;
  GramSums(GramSums&&) = delete;
  GramSums& operator=(GramSums&&) = delete;
  ~GramSums();

  /// Σ w_p f_p f_pᵀ over the positions p, CxC, in float32 or, for float64 features, float64; added up in float64 where
  /// our own kernels or oneDNN do it. `features`: 1xCxHxW, channels last, or a rectangle of such; `weight`: 1x1xHxW in
  /// float32 or wider, 0..1, or undefined for all ones.
  at::Tensor of(const at::Tensor& features, const at::Tensor& weight);

  /// Σ w_p f_p over the positions, C numbers, of the same type and from the same arguments.
  static at::Tensor channel_sums(const at::Tensor& features, const at::Tensor& weight);

  /// gradient_p += w_p M f_p, with M symmetric CxC: with M = 4k (G - A) / Σw the gradient of k·|G - A|² for
  /// G = Σ w_p f_p f_pᵀ / Σ w_p. `gradient` is of the features' shape, type and order in memory.
  void add_product(const at::Tensor& features, const at::Tensor& weight, const at::Tensor& matrix,
                   const at::Tensor& gradient);

 private:
  onednn::Gram<c10::BFloat16>& onednn();

  cpu::Buffer<double> sums_;
  cpu::Buffer<float> packed_;
  std::unique_ptr<onednn::Gram<c10::BFloat16>> onednn_;  ///< made when it is first needed
};

/// gradient_p += w_p v, with v of C numbers; `gradient` and `weight` as above.
void add_vector(const at::Tensor& weight, const at::Tensor& vector, const at::Tensor& gradient);

/// What the weights of height x width positions add up to.
double weight_sum(const at::Tensor& weight, std::int64_t height, std::int64_t width);

}  // namespace neural_style
