#include "stylize/picture_tensor.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <span>

namespace neural_style {

at::Tensor tensor_view(const Planes& planes, int height, int width) {
  return at::from_blob(const_cast<float*>(planes.data()), {1, 3, height, width}, at::TensorOptions().dtype(at::kFloat));
}

at::Tensor weight_tensor(const Mask& mask) {
  const std::span<const float> samples = mask.samples();
  if (std::ranges::all_of(samples, [](float weight) { return weight >= 1; })) {
    return {};
  }
  return at::from_blob(const_cast<float*>(samples.data()), {1, 1, mask.height(), mask.width()},
                       at::TensorOptions().dtype(at::kFloat))
      .clone();
}

}  // namespace neural_style
