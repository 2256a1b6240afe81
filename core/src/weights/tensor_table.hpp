// What the readers of all formats give: the tensors in a file, by name, and where their numbers lie.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "weights/input_form.hpp"
#include "weights/model_file.hpp"

namespace neural_style {

/// Types of numbers in files; `other` are those that no weights come in.
enum class NumberType : std::uint8_t { uint8, float16, bfloat16, float32, float64, other };

using Shape = std::vector<std::size_t>;

/// The product of the sides times `each`, or nothing if that is more than can be counted.
std::optional<std::size_t> product(const Shape& shape, std::size_t each);

/// How far apart neighbours in each direction lie if the last one comes first: one row after the other.
Shape row_major(const Shape& shape);

struct StoredTensor {
  NumberType type = NumberType::other;
  Shape shape;
  Shape strides;            ///< how far apart neighbours in each direction lie, in numbers
  std::uint64_t begin = 0;  ///< byte at which its first number lies
};

struct TensorTable {
  std::map<std::string, StoredTensor, std::less<>> tensors;
  std::optional<InputForm> input;  ///< where the file says it
  ReadBytes read;                  ///< what the places count in; not to outlive the file
};

/// A tensor of which one side at most is longer than 1, as a list.
StoredTensor as_list(StoredTensor tensor);

/// Whether its numbers, in whatever order, lie side by side without gap or overlap.
bool is_dense(const StoredTensor& tensor);

/// The numbers of a dense tensor of another type than `other`, row-major. Memory: theirs as float.
std::vector<float> read_floats(const StoredTensor& tensor, const ReadBytes& read);

}  // namespace neural_style
