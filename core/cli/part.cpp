#include "cli/part.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <string_view>
#include <system_error>

namespace neural_style::cli {
namespace {

/// 0 if it is no whole number above that.
std::size_t whole_number(std::string_view text) {
  std::size_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  return error == std::errc{} && rest == end ? number : 0;
}

}  // namespace

Part::Part(const std::string& text) {
  const std::string_view whole = text;
  const std::size_t slash = whole.find('/');
  if (slash != std::string_view::npos) {
    number_ = whole_number(whole.substr(0, slash));
    count_ = whole_number(whole.substr(slash + 1));
  }
  if (slash == std::string_view::npos || number_ < 1 || number_ > count_) {
    throw CLI::ValidationError(
        "--part takes the number of a part, from 1 on, and how many there are, such as 2/8, not \"" + text + "\".");
  }
}

}  // namespace neural_style::cli
