// Numbers as the settings take them.
#pragma once

#include <array>
#include <charconv>
#include <string>

namespace neural_style::plugin {

/// The shortest text, in every locale, that reads back as the same number.
inline std::string exact_text(double number) {
  std::array<char, 32> buffer{};  // the shortest text of any double is shorter
  return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr};
}

}  // namespace neural_style::plugin
