// Letters that lead to a dialog's widgets with Alt.
#pragma once

#include <string>
#include <string_view>

namespace neural_style::ui::gtk {

/// Gives each label a letter of its own, as long as there are any left.
class Mnemonics {
 public:
  /// `taken`: lower-case letters that are in use already.
  explicit Mnemonics(std::string_view taken) : taken_(taken) {}

  /// "Strength" becomes "_Strength:"; the first letter of the label that is free is taken.
  std::string label(std::string_view words) { return text(words) + ':'; }

  /// The same for what is a widget's own text: without a colon.
  std::string text(std::string_view words);

 private:
  std::string taken_;
};

}  // namespace neural_style::ui::gtk
