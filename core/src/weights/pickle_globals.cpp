#include "weights/pickle_globals.hpp"

#include <algorithm>
#include <array>

namespace neural_style::pickle {
namespace {

constexpr std::array storage_types = {
    StorageType{"torch.FloatStorage", NumberType::float32, 4},
    StorageType{"torch.HalfStorage", NumberType::float16, 2},
    StorageType{"torch.BFloat16Storage", NumberType::bfloat16, 2},
    StorageType{"torch.DoubleStorage", NumberType::float64, 8},
    StorageType{"torch.LongStorage", NumberType::other, 8},
    StorageType{"torch.IntStorage", NumberType::other, 4},
    StorageType{"torch.ShortStorage", NumberType::other, 2},
    StorageType{"torch.CharStorage", NumberType::other, 1},
    StorageType{"torch.ByteStorage", NumberType::other, 1},
    StorageType{"torch.BoolStorage", NumberType::other, 1},
};

}  // namespace

const StorageType* find_storage_type(std::string_view name) {
  const auto* const found = std::find_if(storage_types.begin(), storage_types.end(),
                                         [&](const StorageType& row) { return row.name == name; });
  return found == storage_types.end() ? nullptr : found;
}

bool is_known(std::string_view global) {
  return global == ordered_dictionary || global == rebuild_tensor_1 || global == rebuild_tensor_2 ||
         global == rebuild_parameter || find_storage_type(global) != nullptr;
}

}  // namespace neural_style::pickle
