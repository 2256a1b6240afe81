#include "cli/frame_pattern.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <regex>
#include <system_error>

namespace neural_style::cli {
namespace {

std::string without_doubled_percents(const std::string& text) {
  return std::regex_replace(text, std::regex("%%"), "%");
}

}  // namespace

FramePattern::FramePattern(const std::string& pattern) {
  const std::filesystem::path path(pattern);
  const std::string folder = path.parent_path().string();
  const std::string name = path.filename().string();
  static const std::regex plain("([^%]|%%)*");
  static const std::regex numbered("((?:[^%]|%%)*)%(?:0([1-9]))?d((?:[^%]|%%)*)");
  std::smatch parts;
  if (!std::regex_match(folder, plain) || !std::regex_match(name, parts, numbered)) {
    throw CLI::ValidationError("\"" + pattern +
                               "\" names no sequence: its file name takes one number, written %d or, with leading "
                               "zeros, such as %04d.");
  }
  folder_ = without_doubled_percents(folder);
  before_ = without_doubled_percents(parts[1]);
  digits_ = parts[2].matched ? static_cast<std::size_t>(parts[2].str().front() - '0') : 1;
  after_ = without_doubled_percents(parts[3]);
}

std::filesystem::path FramePattern::file(std::int64_t number) const {
  const std::string digits = std::to_string(number);
  return folder_ / (before_ + std::string(digits_ - std::min(digits_, digits.size()), '0') + digits + after_);
}

std::optional<std::int64_t> FramePattern::lowest() const {
  std::optional<std::int64_t> lowest;
  std::error_code none;  // no folder holds no frame
  for (const auto& entry : std::filesystem::directory_iterator(folder_.empty() ? "." : folder_, none)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(before_)) {
      continue;
    }
    std::int64_t number = 0;
    const char* const begin = name.data() + before_.size();
    const auto [end, error] = std::from_chars(begin, name.data() + name.size(), number);
    if (error == std::errc{} && number >= 0 && name == file(number).filename().string()) {
      lowest = std::min(lowest.value_or(number), number);
    }
  }
  return lowest;
}

}  // namespace neural_style::cli
