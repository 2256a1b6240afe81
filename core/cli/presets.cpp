// neural-style presets: the named sets of values.
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "neural_style/settings.hpp"

namespace neural_style::cli {
namespace {

Json preset_json(const Preset& preset) {
  Json values = Json::object();
  for (const SettingInfo& info : settings_table()) {
    values[std::string(info.id)] = value_json(preset.settings, info);
  }
  return {{"id", preset.id}, {"label", preset.label}, {"help", preset.help}, {"settings", values}};
}

int run(bool json) {
  Json all = Json::array();
  for (const Preset& preset : presets()) {
    if (json) {
      all.push_back(preset_json(preset));
      continue;
    }
    std::cout << preset.id << "\n  " << preset.help << '\n';
    const std::string changes = settings_text(preset.settings, Settings{});
    if (!changes.empty()) {
      std::cout << "  " << changes << '\n';
    }
  }
  if (json) {
    std::cout << line_of(all) << '\n';
  }
  return 0;
}

}  // namespace

void add_presets(CLI::App& program, Action& action) {
  CLI::App* const command = program.add_subcommand("presets", "List the presets and what each sets");
  const auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "Answer in one line of JSON, with every value");
  command->callback([&action, json] { action = [json] { return run(*json); }; });
}

}  // namespace neural_style::cli
