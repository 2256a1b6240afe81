// The arrays in a MAT-file of level 5, which MATLAB has written since its version 5 unless told otherwise:
// https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf. Only what is asked for is read.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <utility>

#include "weights/tensor_table.hpp"

namespace neural_style {

/// Where an array lies, and what it is.
struct MatlabArray {
  enum class Kind : std::uint8_t { cells, structure, text, numbers, other };
  Kind kind = Kind::other;
  Shape dimensions;         ///< the first one is that in which neighbours lie side by side
  std::string name;         ///< of a variable
  std::uint64_t begin = 0;  ///< of what is in it
  std::uint64_t end = 0;
};

/// Walks through the arrays in one place, of the file or of one of its compressed parts. Each function throws Error if
/// the array is of another kind, or damaged. What is compressed is best read from front to back, so look into an array
/// while it is visited.
class MatlabReader {
 public:
  MatlabReader(const ModelFile& file, ReadBytes read) : file_(file), read_(std::move(read)) {}

  /// What numbers() counts in.
  [[nodiscard]] const ReadBytes& bytes() const { return read_; }

  /// The array that begins at that byte and ends before `end`.
  [[nodiscard]] MatlabArray array_at(std::uint64_t at, std::uint64_t end) const;

  /// Calls `visit` with every array in the cells, until it returns false.
  void visit_cells(const MatlabArray& array, const std::function<bool(const MatlabArray&)>& visit) const;

  /// Calls `visit` with the name of each field of a single structure, and what it holds.
  void visit_fields(const MatlabArray& array,
                    const std::function<void(const std::string&, const MatlabArray&)>& visit) const;

  /// Text of a few words.
  [[nodiscard]] std::string text(const MatlabArray& array) const;

  /// Numbers, real parts only.
  [[nodiscard]] StoredTensor numbers(const MatlabArray& array) const;

 private:
  struct Element;
  [[noreturn]] void fail() const;
  [[nodiscard]] Element element_at(std::uint64_t at, std::uint64_t end) const;
  [[nodiscard]] std::string bytes_of(const Element& element, std::size_t most) const;
  [[nodiscard]] Shape dimensions_of(const Element& element) const;

  const ModelFile& file_;
  ReadBytes read_;
};

/// A variable of the file, and what to look into it with.
struct MatlabVariable {
  MatlabReader reader;
  MatlabArray array;
};

/// Whether a file that begins so, with its first 32 bytes if it has them, is a MAT-file of whatever level.
bool is_matlab(std::span<const char> head);

/// Variables by name. Throws Error, by `file`, if it is no MAT-file of level 5 or has been damaged.
std::map<std::string, MatlabVariable, std::less<>> read_matlab(const ModelFile& file);

}  // namespace neural_style
