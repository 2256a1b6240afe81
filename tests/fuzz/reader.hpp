// The way of a model's file through a reader.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "input.hpp"
#include "neural_style/error.hpp"
#include "weights/layer_tensors.hpp"
#include "weights/model_file.hpp"
#include "weights/tensor_table.hpp"

namespace neural_style::fuzz {

/// Reads the table, and all numbers in it that can be read. An Error is as good as success.
template <class ReadTable>
void read_all(const std::uint8_t* data, std::size_t size, const ReadTable& read_table) {
  const InputFile input({data, size});
  try {
    const ModelFile file(input.path());
    const TensorTable table = read_table(file);
    (void)find_layers(file, table);
    for (const auto& [name, tensor] : table.tensors) {
      constexpr std::size_t most = 1U << 16U;
      const auto numbers = product(tensor.shape, 1);
      if (tensor.type != NumberType::other && numbers && *numbers <= most && is_dense(tensor)) {
        (void)read_floats(tensor, table.read);
      }
    }
  } catch (const Error&) {  // as it should be
  }
}

}  // namespace neural_style::fuzz
