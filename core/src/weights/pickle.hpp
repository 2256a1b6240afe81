// Reads of Python's pickles what torch.save() writes for tensors by name, and constructs nothing else: a pickle is a
// program, and this machine has no instruction that could do harm. https://docs.python.org/3/library/pickletools.html
// describes the instructions; PyTorch adds its storages as "persistent ids".
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "weights/tensor_table.hpp"

namespace neural_style {

namespace pickle {

struct None {};
struct List;
struct Dictionary;
struct Text;
struct Storage;
struct Tensor;

/// The name of a function or class, "collections.OrderedDict". Only known ones come into being.
struct Global {
  const Text* name;
};

/// What is larger than a word belongs to the Pickle.
using Value = std::variant<None, bool, std::int64_t, double, const Text*, Global, List*, Dictionary*, const Storage*,
                           const Tensor*>;

struct Text {
  std::string text;
};

/// Tuples too.
struct List {
  std::vector<Value> values;
};

struct Dictionary {
  std::vector<std::pair<Value, Value>> entries;
};

/// Numbers that lie elsewhere in the file.
struct Storage {
  const Text* key;
  NumberType type;
  std::size_t number_size;  ///< bytes
  std::size_t count;        ///< of numbers
};

/// A view of a storage; nothing about it is checked.
struct Tensor {
  const Storage* storage;
  std::size_t offset;  ///< numbers in the storage before the first one
  Shape shape;
  Shape strides;
};

}  // namespace pickle

/// One pickle that has been run.
class Pickle {
 public:
  /// Runs the pickle at the beginning of `bytes`. Throws Error, by `file`, if it asks for anything else than tensors.
  Pickle(const ModelFile& file, std::span<const char> bytes);
  Pickle(const Pickle&) = delete;
  Pickle& operator=(const Pickle&) = delete;
  Pickle(Pickle&&) = delete;
  Pickle& operator=(Pickle&&) = delete;
  ~Pickle() = default;

  [[nodiscard]] const pickle::Value& result() const { return result_; }

  /// How many bytes of it were run.
  [[nodiscard]] std::size_t length() const { return length_; }

  /// All storages that it names.
  [[nodiscard]] const std::deque<pickle::Storage>& storages() const { return storages_; }

 private:
  class Machine;

  // Deques, since the values point into them.
  std::deque<pickle::Text> texts_;
  std::deque<pickle::List> lists_;
  std::deque<pickle::Dictionary> dictionaries_;
  std::deque<pickle::Storage> storages_;
  std::deque<pickle::Tensor> tensors_;
  pickle::Value result_;
  std::size_t length_ = 0;
};

}  // namespace neural_style
