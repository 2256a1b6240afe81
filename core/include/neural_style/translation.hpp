// Sentences in the user's language. They are written in English where they are needed; the catalogues in po/ hold the
// rest. What stands here is gettext's, under the domain "neural-style".
#pragma once

#include <concepts>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>

namespace neural_style {

/// What a catalogue is called.
inline constexpr const char* text_domain = "neural-style";

/// The folder of the catalogues that are installed with the library.
std::filesystem::path translations_folder();

/// For hosts that speak the user's language: call it once, before the first sentence. The language is that of the
/// process's locale, which is the host's to set; without both all is English. Texts are UTF-8 in every locale.
void use_translations();

/// The text in the user's language. It stays as long as the process.
const char* tr(const char* english);

/// The same of a text that a table holds, where tr_noop() has marked it.
std::string tr(std::string_view english);

/// Marks a text for the catalogues where it cannot be translated yet: tr() does that where it is shown.
consteval const char* tr_noop(const char* english) { return english; }

/// How a value stands in a sentence: whole numbers in digits, text as it is. Others have more than one way.
std::string in_words(std::integral auto number) { return std::to_string(number); }
inline std::string in_words(std::string_view text) { return std::string(text); }

/// The sentence in the user's language with the values where {0}, {1}, … stand, which a translation may order anew. One
/// whose placeholders are broken is passed over for the English.
std::string say_with(const char* english, std::initializer_list<std::string> values);
template <class... Values>
std::string say(const char* english, const Values&... values) {
  return say_with(english, {in_words(values)...});
}

/// The same in the form that the language has for `n`, which is {0}; the values are {1}, {2}, …
std::string say_plural_with(const char* one, const char* many, unsigned long n,
                            std::initializer_list<std::string> values);
template <std::integral Number, class... Values>
std::string say_plural(const char* one, const char* many, Number n, const Values&... values) {
  return say_plural_with(one, many, static_cast<unsigned long>(n), {in_words(n), in_words(values)...});
}

}  // namespace neural_style
