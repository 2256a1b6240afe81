// The functions and classes that a pickle may name.
#pragma once

#include <cstddef>
#include <string_view>

#include "weights/tensor_table.hpp"

namespace neural_style::pickle {

struct StorageType {
  std::string_view name;
  NumberType type;
  std::size_t size;
};

inline constexpr std::string_view ordered_dictionary = "collections.OrderedDict";
// Arguments: storage, offset, shape, strides; since PyTorch 0.4 also whether it needs gradients, and hooks.
inline constexpr std::string_view rebuild_tensor_1 = "torch._utils._rebuild_tensor";
inline constexpr std::string_view rebuild_tensor_2 = "torch._utils._rebuild_tensor_v2";
// Arguments: tensor, whether it needs gradients, hooks.
inline constexpr std::string_view rebuild_parameter = "torch._utils._rebuild_parameter";

/// The type of that name, or null.
const StorageType* find_storage_type(std::string_view name);

/// Whether it is any of these: nothing else comes into being.
bool is_known(std::string_view global);

}  // namespace neural_style::pickle
