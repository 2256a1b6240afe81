// Reads networks as MatConvNet (https://www.vlfeat.org/matconvnet/pretrained/) publishes them: a MAT-file with a cell
// array `layers` of structures, and the mean of the input under `meta.normalization` or `normalization`.
#pragma once

#include "weights/tensor_table.hpp"

namespace neural_style {

/// The tensors by names like "conv1_1.weight", and the form of the input. Throws Error, by `file`, if it is damaged or
/// holds something else.
TensorTable read_matconvnet(const ModelFile& file);

}  // namespace neural_style
