// Reads files in the safetensors format (https://huggingface.co/docs/safetensors): 8 bytes with the length of a JSON
// header, the header with each tensor's type, shape and place, then the tensors' bytes, little-endian.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace neural_style {

/// Types of numbers that files may hold; to read another, add it to the table in safetensors.cpp.
enum class NumberType : std::uint8_t { uint8, float32 };

/// A tensor in a file. Its bytes belong to the SafetensorsFile.
struct StoredTensor {
  NumberType type = NumberType::uint8;
  std::vector<std::size_t> shape;
  std::span<const char> bytes;  ///< exactly as many as type and shape say, row-major

  /// The numbers, copied to where they are aligned. `Number` must be the type's own: float or std::uint8_t.
  template <class Number>
  [[nodiscard]] std::vector<Number> numbers() const;
};

/// A whole file in memory, checked: the file is trusted in nothing, and no more memory is taken than it is long (and
/// for the header, whose length is limited).
class SafetensorsFile {
 public:
  /// Throws Error saying what is wrong with the file: not there, not in this format, truncated, or with tensors whose
  /// type, shape and place do not fit together.
  explicit SafetensorsFile(const std::filesystem::path& file);

  /// The tensor of that name and type. Throws Error if the file has none.
  [[nodiscard]] const StoredTensor& tensor(const std::string& name, NumberType type) const;

  /// For whoever finds something else wrong with the contents: throws the Error "The model file … is damaged: `what`."
  [[noreturn]] void reject(std::string_view what) const;

 private:
  void read_tensors(std::string_view header, std::span<const char> data);
  void check_places(std::span<const char> data) const;

  std::filesystem::path file_;
  std::vector<char> contents_;
  std::map<std::string, StoredTensor, std::less<>> tensors_;
};

}  // namespace neural_style
