// Letters that lead to a dialog's widgets with Alt.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace neural_style::ui::gtk {

/// Gives each label a letter of its own, as long as there are any left. Labels are UTF-8, of any language.
class Mnemonics {
 public:
  /// `taken`: lower-case letters that are in use already.
  explicit Mnemonics(std::u32string taken) : taken_(std::move(taken)) {}

  /// "Strength" becomes "_Strength:"; the first letter of the label that is free is taken. What is written without
  /// letters gets one of the Latin alphabet at its end, as is the custom: "强度" becomes "强度(_A)：".
  std::string label(std::string_view words);

  /// The same for what is a widget's own text: without a colon.
  std::string text(std::string_view words);

 private:
  bool take(char32_t letter);

  std::u32string taken_;
};

}  // namespace neural_style::ui::gtk
