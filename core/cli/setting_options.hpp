// The settings as options of a subcommand.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <string_view>

#include "neural_style/settings.hpp"

namespace neural_style::cli {

/// --preset, --settings, and an option for each row of the table: `style_scale` is --style-scale. What is said of one
/// setting on its own counts more than the string of --settings, and that more than the preset.
class SettingOptions {
 public:
  /// Adds the options; keeps the addresses of members, so do not move this object afterwards.
  void add_to(CLI::App& command);

  /// The preset where none is asked for. Before add_to().
  void start_from(const std::string& preset) { preset_ = preset; }

  /// Throws CLI::ValidationError where a text is none that the setting takes: the usage is wrong then.
  [[nodiscard]] Settings settings() const;

  [[nodiscard]] const std::string& preset() const { return preset_; }

 private:
  std::string preset_ = "default";
  std::string settings_;
  std::map<std::string_view, std::string> given_;
};

}  // namespace neural_style::cli
