// Reads files in the safetensors format (https://huggingface.co/docs/safetensors): 8 bytes with the length of a JSON
// header, the header with each tensor's type, shape and place, then the tensors' bytes, little-endian.
//
// Of the header's "__metadata__" one entry counts, "neural_style.input": the InputForm, as parse_input_form() takes it.
#pragma once

#include <span>

#include "weights/tensor_table.hpp"

namespace neural_style {

/// Whether a file that begins so, with its first 16 bytes if it has them, is one.
bool is_safetensors(std::span<const char> head);

/// The tensors of the file, which is trusted in nothing: Throws Error saying what is wrong with it if it is truncated
/// or if type, shape and place of a tensor do not fit together.
TensorTable read_safetensors(const ModelFile& file);

}  // namespace neural_style
