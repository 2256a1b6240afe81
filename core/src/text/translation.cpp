// gettext finds the texts, libfmt puts the values in.
#include "neural_style/translation.hpp"

#include <fmt/args.h>
#include <fmt/format.h>
#include <libintl.h>

#include "library_folder.hpp"
#include "neural_style/error.hpp"

namespace neural_style {
namespace {

std::string fill(const char* translated, const char* english, std::initializer_list<std::string> values) {
  fmt::dynamic_format_arg_store<fmt::format_context> arguments;
  for (const std::string& value : values) {
    arguments.push_back(value);
  }
  try {
    return fmt::vformat(translated, arguments);
  } catch (const fmt::format_error&) {
    return fmt::vformat(english, arguments);
  }
}

}  // namespace

std::filesystem::path translations_folder() {
  return (library_folder() / NEURAL_STYLE_LOCALE_FROM_LIBRARY).lexically_normal();
}

void use_translations() {
  try {
    bindtextdomain(text_domain, translations_folder().c_str());
    bind_textdomain_codeset(text_domain, "UTF-8");
  } catch (const Error&) {
    // English is better than nothing.
  }
}

const char* tr(const char* english) {
  // A catalogue's header is what it has for "".
  return *english == '\0' ? english : dgettext(text_domain, english);
}

std::string tr(std::string_view english) { return tr(std::string(english).c_str()); }

std::string say_with(const char* english, std::initializer_list<std::string> values) {
  return fill(tr(english), english, values);
}

std::string say_plural_with(const char* one, const char* many, unsigned long n,
                            std::initializer_list<std::string> values) {
  return fill(dngettext(text_domain, one, many, n), n == 1 ? one : many, values);
}

}  // namespace neural_style
