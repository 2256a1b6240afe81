// Text of the user's, as a sentence can show it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace neural_style {

/// `text` between quotation marks, on one line and cut after about 60 bytes (never within a UTF-8 character).
inline std::string quote(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::size_t length = std::min(text.size(), longest);
  const auto continues = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U; };
  while (length > 0 && length < text.size() && continues(length)) {
    --length;
  }
  std::string shown(text.substr(0, length));
  std::replace_if(
      shown.begin(), shown.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  return '"' + shown + (length < text.size() ? "…\"" : "\"");
}

}  // namespace neural_style
