// CONTENT STYLE... and the settings: what stylize and evaluate have in common.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/setting_options.hpp"
#include "neural_style/stylize.hpp"

namespace neural_style::cli {

class RequestOptions {
 public:
  /// Adds the arguments; keeps the addresses of members, so do not move this object afterwards.
  void add_to(CLI::App& command);

  [[nodiscard]] const SettingOptions& settings() const { return settings_; }

  /// Reads the pictures. Throws Error if one cannot be read.
  [[nodiscard]] Request read(const Settings& settings) const;

 private:
  std::string content_;
  std::vector<std::string> styles_;
  SettingOptions settings_;
};

}  // namespace neural_style::cli
