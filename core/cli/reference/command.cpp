#include "cli/reference/reference.hpp"

namespace neural_style::cli {
namespace {

void collect(std::vector<Command>& all, const CLI::App& app, const std::string& name) {
  const auto below = app.get_subcommands([](const CLI::App*) { return true; });
  if (below.empty()) {
    all.push_back({name, &app});
  }
  for (const CLI::App* each : below) {
    collect(all, *each, name.empty() ? each->get_name() : name + ' ' + each->get_name());
  }
}

}  // namespace

std::vector<Command> commands_of(const CLI::App& program) {
  std::vector<Command> all;
  collect(all, program, "");
  return all;
}

std::vector<const CLI::Option*> options_of(const CLI::App& command) {
  return command.get_options([](const CLI::Option* option) { return !option->get_group().empty(); });
}

bool is_setting(const CLI::Option& option) {
  return option.get_group() == "Settings" || option.get_group() == "Advanced settings";
}

bool takes_value(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

}  // namespace neural_style::cli
