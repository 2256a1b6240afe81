// See mnemonics.hpp.
#include "ui/gtk/mnemonics.hpp"

#include <glib.h>

#include <cstddef>

namespace neural_style::ui::gtk {

std::string Mnemonics::text(std::string_view words) {
  std::string text(words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char letter = g_ascii_tolower(words[i]);
    if (g_ascii_isalpha(letter) != FALSE && taken_.find(letter) == std::string::npos) {
      taken_ += letter;
      text.insert(i, 1, '_');
      break;
    }
  }
  return text;
}

}  // namespace neural_style::ui::gtk
