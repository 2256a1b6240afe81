// From the host's pictures to tensors.
#pragma once

#include <ATen/core/Tensor.h>

#include "neural_style/image.hpp"
#include "stylize/planes.hpp"

namespace neural_style {

/// The planes as a tensor 1x3xheightxwidth: a view that must not outlive them and must not be written to.
at::Tensor tensor_view(const Planes& planes, int height, int width);

/// Likewise, and may be written to.
at::Tensor tensor_over(Planes& planes, int height, int width);

/// The planes of such a tensor, wherever it is.
Planes planes_of(const at::Tensor& picture);

/// A mask as a tensor 1x1xHxW: a view, as of planes.
at::Tensor mask_view(const Mask& mask);

/// A mask as a tensor 1x1xHxW (a copy), or undefined if it is empty or 1 everywhere.
at::Tensor weight_tensor(const Mask& mask);

}  // namespace neural_style
