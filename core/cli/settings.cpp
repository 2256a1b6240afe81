// neural-style settings: the table.
#include "neural_style/settings.hpp"

#include <array>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/json.hpp"

namespace neural_style::cli {
namespace {

std::string kind_text(SettingKind kind) {
  constexpr std::array names = {"real", "integer", "choice", "size", "layers", "model", "numbers", "names"};
  return names.at(static_cast<std::size_t>(kind));
}

Json row_json(const SettingInfo& info) {
  Json row = {{"id", info.id},
              {"label", info.label},
              {"help", info.help},
              {"unit", info.unit},
              {"kind", kind_text(info.kind)},
              {"takes", setting_takes(info)},
              {"default", value_json(Settings{}, info)},
              {"advanced", info.advanced}};
  if (info.kind == SettingKind::real) {
    row["minimum"] = info.minimum;
    row["maximum"] = info.maximum;
  } else if (info.kind == SettingKind::integer) {
    row["minimum"] = static_cast<std::int64_t>(info.minimum);
    row["maximum"] = static_cast<std::int64_t>(info.maximum);
  } else if (info.kind == SettingKind::choice) {
    row["choices"] = info.choices;
  }
  return row;
}

int run(bool json) {
  Json all = Json::array();
  for (const SettingInfo& info : settings_table()) {
    if (json) {
      all.push_back(row_json(info));
      continue;
    }
    std::cout << info.id << '=' << setting_text(Settings{}, info.id) << "\n  Takes " << setting_takes(info)
              << (info.unit.empty() ? "" : ", in ") << info.unit << ". " << info.help << '\n';
  }
  if (json) {
    std::cout << line_of(all) << '\n';
  }
  return 0;
}

}  // namespace

void add_settings(CLI::App& program, Action& action) {
  CLI::App* const command = program.add_subcommand("settings", "List the settings, their defaults and what they do");
  const auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "Answer in one line of JSON");
  command->callback([&action, json] { action = [json] { return run(*json); }; });
}

}  // namespace neural_style::cli
