#include "stylize/picture_tensor.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <span>

#include "network/borrowed.hpp"

namespace neural_style {

at::Tensor tensor_view(const Planes& planes, int height, int width) { return borrowed(planes, {1, 3, height, width}); }

at::Tensor tensor_over(Planes& planes, int height, int width) {
  return at::from_blob(planes.data(), {1, 3, height, width}, at::TensorOptions().dtype(at::kFloat));
}

Planes planes_of(const at::Tensor& picture) {
  Planes planes(static_cast<std::size_t>(picture.numel()));
  at::from_blob(planes.data(), picture.sizes(), at::TensorOptions().dtype(at::kFloat)).copy_(picture);
  return planes;
}

at::Tensor mask_view(const Mask& mask) { return borrowed(mask.samples(), {1, 1, mask.height(), mask.width()}); }

at::Tensor weight_tensor(const Mask& mask) {
  const std::span<const float> samples = mask.samples();
  if (std::ranges::all_of(samples, [](float weight) { return weight >= 1; })) {
    return {};
  }
  return mask_view(mask).clone();
}

}  // namespace neural_style
