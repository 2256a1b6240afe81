// Memory of ours as a tensor.
#pragma once

#include <ATen/ATen.h>

#include <span>

namespace neural_style {

/// `values` seen as a float32 tensor of that shape: nothing is copied, and the tensor must neither outlive them nor be
/// written to, which LibTorch has no way to say.
inline at::Tensor borrowed(std::span<const float> values, at::IntArrayRef shape) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
  return at::from_blob(const_cast<float*>(values.data()), shape, at::TensorOptions().dtype(at::kFloat));
}

}  // namespace neural_style
