// Memory of ours as a tensor.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <span>

namespace neural_style {

/// `values` seen as a float32 tensor of that shape: nothing is copied, and the tensor must neither outlive them nor be
/// written to, which LibTorch has no way to say.
inline at::Tensor borrowed(std::span<const float> values, at::IntArrayRef shape) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
  return at::from_blob(const_cast<float*>(values.data()), shape, at::TensorOptions().dtype(at::kFloat));
}

/// Our memory as features 1xCxHxW of that number type, channels last; it may be written to, and the tensor must not
/// outlive it.
inline at::Tensor features_over(void* values, int height, int width, int channels, at::ScalarType type) {
  const std::int64_t row = static_cast<std::int64_t>(width) * channels;
  return at::from_blob(values, {1, channels, height, width}, {row * height, 1, row, channels},
                       at::TensorOptions().dtype(type));
}

/// `values` in float32 with those of a row side by side: a view, if they are so already.
inline at::Tensor plain_rows(const at::Tensor& values) {
  const at::Tensor exact = values.to(at::kFloat);
  return exact.stride(3) == 1 ? exact : exact.contiguous();
}

}  // namespace neural_style
