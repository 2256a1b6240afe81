// Takes numbers and text out of bytes in memory, one after the other, as the file formats have them: little-endian and
// without alignment.
#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>

#include "weights/model_file.hpp"

namespace neural_style {

inline bool begins_with(std::span<const char> bytes, std::string_view mark) {
  return std::string_view(bytes.data(), bytes.size()).starts_with(mark);
}

class ByteReader {
 public:
  /// Rejects the file in the words of its format.
  using Fail = void (*)(const ModelFile&);

  /// `fail` is called where more is asked for than there is; it throws.
  ByteReader(const ModelFile& file, std::span<const char> bytes, Fail fail) : file_(file), rest_(bytes), fail_(fail) {}

  /// What has not been taken.
  [[nodiscard]] std::span<const char> rest() const { return rest_; }

  std::span<const char> take(std::size_t count) {
    if (count > rest_.size()) {
      fail_(file_);
    }
    const std::span<const char> taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }

  template <class Number>
  Number number() {
    Number value{};
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }

 private:
  const ModelFile& file_;
  std::span<const char> rest_;
  Fail fail_;
};

}  // namespace neural_style
