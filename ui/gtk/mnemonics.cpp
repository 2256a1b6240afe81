// See mnemonics.hpp.
#include "ui/gtk/mnemonics.hpp"

#include <glib.h>

#include <algorithm>
#include <cstddef>

#include "neural_style/translation.hpp"

namespace neural_style::ui::gtk {

namespace {

/// Whether a key of its own writes the character. Chinese and Japanese ones are put together from several, and take
/// twice the room of a letter.
bool has_key(gunichar character) {
  return g_unichar_isalpha(character) != FALSE && g_unichar_iswide(character) == FALSE;
}

}  // namespace

bool Mnemonics::take(char32_t letter) {
  const bool free = taken_.find(letter) == std::u32string::npos;
  if (free) {
    taken_ += letter;
  }
  return free;
}

std::string Mnemonics::label(std::string_view words) {
  // Translators: what stands before a widget, such as "Strength:".
  return say("{0}:", text(words));
}

std::string Mnemonics::text(std::string_view words) {
  std::string text(words);
  bool has_letters = false;
  for (const char* at = text.c_str(); *at != '\0'; at = g_utf8_next_char(at)) {
    const gunichar character = g_utf8_get_char(at);
    if (has_key(character)) {
      has_letters = true;
      if (take(g_unichar_tolower(character))) {
        return text.insert(static_cast<std::size_t>(at - text.c_str()), 1, '_');
      }
    }
  }
  if (has_letters) {
    return text;  // all of them are taken
  }
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const auto* const letter =
      std::ranges::find_if(alphabet, [this](char each) { return take(static_cast<char32_t>(g_ascii_tolower(each))); });
  return letter == alphabet.end() ? text : text + "(_" + *letter + ")";
}

}  // namespace neural_style::ui::gtk
