#include <algorithm>

#include "cli/reference/reference.hpp"

namespace neural_style::cli {

std::vector<Command> commands_of(const CLI::App& program) {
  std::vector<Command> all;
  std::vector<Command> left = {{"", &program}};  // the next one last
  while (!left.empty()) {
    const Command command = left.back();
    left.pop_back();
    auto below = command.app->get_subcommands([](const CLI::App*) { return true; });
    if (below.empty()) {
      all.push_back(command);
    }
    std::ranges::reverse(below);
    for (const CLI::App* each : below) {
      left.push_back({command.name.empty() ? each->get_name() : command.name + ' ' + each->get_name(), each});
    }
  }
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
