// Reads what torch.save() writes for tensors by name (a "state_dict"), in both of its forms: a zip archive since
// PyTorch 1.6, and the older row of pickles with the numbers behind them, in which most published networks still come.
#pragma once

#include <span>

#include "weights/tensor_table.hpp"

namespace neural_style {

/// Whether a file that begins so, with its first 16 bytes if it has them, is one of the older form.
bool is_legacy_pytorch(std::span<const char> head);

/// Throws Error, by `file`, if there is something else in it than tensors, or if they lie outside it.
TensorTable read_legacy_pytorch(const ModelFile& file);

/// The same of a zip archive.
TensorTable read_pytorch(const ModelFile& file);

}  // namespace neural_style
