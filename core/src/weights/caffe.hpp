// Reads Caffe's networks (.caffemodel): a message of Protocol Buffers, whose encoding
// https://protobuf.dev/programming-guides/encoding describes, of the type NetParameter in Caffe's caffe.proto. Of its
// many fields few are needed, so that no library is.
#pragma once

#include <span>

#include "weights/tensor_table.hpp"

namespace neural_style {

/// Whether a file that begins so may be one: the format has no mark, so ask for all others first.
bool is_caffe(std::span<const char> head);

/// The tensors by names like "conv1_1.weight". Throws Error, by `file`, if it is damaged.
TensorTable read_caffe(const ModelFile& file);

}  // namespace neural_style
