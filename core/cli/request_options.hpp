// CONTENT STYLE... and the settings: what the subcommands that paint or judge have in common.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/setting_options.hpp"
#include "neural_style/stylize.hpp"

namespace neural_style::cli {

class RequestOptions {
 public:
  /// Adds the arguments, the first as `help` and `placeholder` say; keeps the addresses of members, so do not move this
  /// object afterwards.
  void add_to(CLI::App& command, const std::string& help = "The photograph: PNG, JPEG, TIFF or WebP",
              const std::string& placeholder = "FILE");

  /// The same without a content: the size that the settings ask for takes its place, and the preset is `texture` unless
  /// another one is asked for.
  void add_without_content_to(CLI::App& command);

  [[nodiscard]] const SettingOptions& settings() const { return settings_; }

  /// What CONTENT says; only with one.
  [[nodiscard]] const std::string& content() const { return content_.value(); }

  /// Reads the pictures. Throws Error if one cannot be read, or if there is no content and no size instead of it.
  [[nodiscard]] Request read(const Settings& settings) const;

  /// Likewise, but for the content: styles, regions and what to keep.
  [[nodiscard]] Request read_styles(const Settings& settings) const;

 private:
  void add_styles_to(CLI::App& command);

  std::optional<std::string> content_;
  std::vector<std::string> styles_;
  SettingOptions settings_;
};

}  // namespace neural_style::cli
