// neural-style models: which networks there are, and whether their files are sound.
#include "neural_style/models.hpp"

#include <iostream>
#include <memory>

#include "cli/commands.hpp"

namespace neural_style::cli {
namespace {

int list() {
  for (const Model& model : list_models()) {
    std::cout << model.name << "\n  " << model.description << "\n  " << model.file.string() << '\n';
  }
  return 0;
}

int verify(const std::string& name) {
  const Model model = find_model(name);
  verify_model(model);
  std::cout << model.name << ": " << model.file.string() << " is sound\n";
  return 0;
}

}  // namespace

void add_models(CLI::App& program, Action& action) {
  CLI::App* const command = program.add_subcommand("models", "The networks that look at the pictures");
  command->require_subcommand(1);
  command->add_subcommand("list", "Name them")->callback([&action] { action = list; });

  CLI::App* const verify_command = command->add_subcommand("verify", "Check one's file from end to end");
  const auto name = std::make_shared<std::string>("vgg19");
  verify_command->add_option("model", *name, "A name from the list, or a path")
      ->type_name("MODEL")
      ->capture_default_str();
  verify_command->callback([&action, name] { action = [name] { return verify(*name); }; });
}

}  // namespace neural_style::cli
