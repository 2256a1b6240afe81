#include "cli/setting_options.hpp"

#include <algorithm>

#include "neural_style/error.hpp"
#include "neural_style/preset_file.hpp"

namespace neural_style::cli {
namespace {

/// "--style-scale,--style_scale": as options are spelled, and as the table spells it.
std::string option_names(std::string_view id) {
  const std::string spelled = "--" + std::string(id);
  std::string kebab = spelled;
  std::replace(kebab.begin(), kebab.end(), '_', '-');
  return kebab == spelled ? spelled : kebab + ',' + spelled;
}

std::string placeholder(SettingKind kind) {
  switch (kind) {
    case SettingKind::real:
    case SettingKind::integer:
      return "NUMBER";
    case SettingKind::choice:
      return "NAME";
    case SettingKind::size:
      return "SIZE";
    case SettingKind::layers:
      return "LAYERS";
    case SettingKind::model:
      return "TEXT";
    case SettingKind::numbers:
      return "NUMBERS";
    case SettingKind::names:
      return "NAMES";
  }
  return {};
}

}  // namespace

void SettingOptions::add_to(CLI::App& command) {
  command
      .add_option(
          "--preset", preset_,
          "Where the settings start from: one of `neural-style presets`, or a file that the filter's dialog has "
          "saved (with a \"/\" in its path)")
      ->type_name("NAME|FILE")
      ->capture_default_str();
  command.add_option("--settings", settings_, "Several settings as one text: \"key=value key=value\"")
      ->type_name("TEXT");
  for (const SettingInfo& info : settings_table()) {
    command
        .add_option_function<std::string>(
            option_names(info.id), [this, &info](const std::string& text) { given_[info.id] = text; },
            std::string(info.help))
        ->type_name(placeholder(info.kind))
        ->take_last()
        ->group(info.advanced ? "Advanced settings" : "Settings");
  }
}

Settings SettingOptions::settings() const {
  try {
    Settings settings = find_preset(preset_).settings;
    set_settings(settings, settings_);
    for (const auto& [id, text] : given_) {
      set_setting(settings, id, text);
    }
    return settings;
  } catch (const Error& error) {
    throw CLI::ValidationError(error.what());
  }
}

}  // namespace neural_style::cli
