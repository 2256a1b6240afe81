// Numbers to and from text with a decimal point, in every locale: the form that the settings take.
#pragma once

#include <array>
#include <charconv>
#include <string>

namespace neural_style::ui::gtk {

/// At most `digits` of them after the point.
inline std::string number_text(double value, int digits) {
  std::array<char, 400> buffer{};
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, digits);
  std::string text(buffer.data(), written.ptr);
  if (digits > 0) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
      text.pop_back();
    }
  }
  return text;
}

/// 0 for text that does not begin with a number.
inline double text_number(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace neural_style::ui::gtk
