// What the layer of a painting keeps of how it was made: the same in every version of GIMP, for an image is opened in
// the one and the other.
#pragma once

#include <charconv>
#include <string_view>

namespace neural_style::plugin::kept {

/// Names of the parasites: NewLayer::choices, and the tattoo of the layer that was painted, as decimal digits.
inline constexpr const char* choices = "neural-style-choices";
inline constexpr const char* original = "neural-style-original";

/// 0, which is no layer's, if the text is none.
inline unsigned number(std::string_view text) {
  unsigned value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace neural_style::plugin::kept
