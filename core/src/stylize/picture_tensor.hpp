// Between the host's pictures and tensors.
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "neural_style/image.hpp"

namespace neural_style {

/// Colours as planes (CHW), RGB, 0..255: what the optimisers move.
using Planes = std::vector<float>;

Planes planes_of(const Image& picture);

/// The picture with these colours, clipped to 0..1, and the alpha of `alpha_from` (of the same size).
Image picture_of(const Planes& planes, const Image& alpha_from);

/// The planes as a tensor 1x3xheightxwidth: a view that must not outlive them and must not be written to.
at::Tensor tensor_view(const Planes& planes, int height, int width);

/// A mask as a tensor 1x1xHxW (a copy), or undefined if it is 1 everywhere.
at::Tensor weight_tensor(const Mask& mask);

}  // namespace neural_style
