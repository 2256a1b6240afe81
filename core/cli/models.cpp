// neural-style models: which networks there are, whether their files are sound, and where to get others.
#include "neural_style/models.hpp"

#include <unistd.h>

#include <filesystem>
#include <iomanip>
#include <iostream>
#include <memory>
#include <sstream>

#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "neural_style/error.hpp"
#include "neural_style/fetch_model.hpp"

namespace neural_style::cli {
namespace {

Json model_json(const Model& model) {
  return {{"name", model.name},         {"file", model.file.string()}, {"description", model.description},
          {"imported", model.imported}, {"family", model.family},      {"sha256", model.sha256},
          {"size", model.size},         {"licence", model.licence},    {"source", model.source},
          {"purpose", model.purpose}};
}

int list(bool json) {
  Json all = Json::array();
  for (const Model& model : list_models()) {
    if (json) {
      all.push_back(model_json(model));
    } else {
      std::cout << model.name << "\n  " << model.description << "\n  " << model.file.string() << '\n';
    }
  }
  if (json) {
    std::cout << line_of(all) << '\n';
    return 0;
  }
  std::cout << "\nTo be had with models fetch:\n";
  for (const PublishedModel& model : published_models()) {
    std::cout << model.name << "\n  " << model.purpose << "; " << model.licence << "\n  " << model.address << '\n';
  }
  return 0;
}

int verify(const std::string& name) {
  const Model model = find_model(name);
  verify_model(model);
  std::cout << model.name << ": " << model.file.string() << " is sound\n";
  return 0;
}

int tell(const Model& model) {
  std::cout << model.name << ": " << model.family << ", " << model.file.string() << '\n';
  return 0;
}

/// What a file or an address is called, without folders and extension.
std::string stem_of(const std::string& place) { return std::filesystem::path(place).stem().string(); }

struct Added {
  std::string from;  ///< a file, an address or a name
  std::string name;
  std::string sha256;
  ModelOrigin origin;
};

int import_file(const Added& added) {
  ModelOrigin origin = added.origin;
  if (origin.source.empty()) {
    origin.source = added.from;
  }
  return tell(import_model(added.from, added.name.empty() ? stem_of(added.from) : added.name, origin));
}

/// What is here, for a terminal's line.
void show(std::uintmax_t done, std::uintmax_t total) {
  constexpr double megabyte = 1e6;
  std::ostringstream line;
  line << std::fixed << std::setprecision(1) << static_cast<double>(done) / megabyte;
  if (total > 0) {
    constexpr std::uintmax_t whole = 100;
    line << " of " << static_cast<double>(total) / megabyte << " MB, " << done * whole / total << " %";
  } else {
    line << " MB";
  }
  std::cerr << '\r' << line.str() << "\x1B[K" << std::flush;
}

int fetch(const Added& added) {
  const bool is_address = added.from.find("://") != std::string::npos;
  FetchRequest request = is_address ? FetchRequest() : published_request(added.from);
  if (is_address) {
    request.address = added.from;
    request.name = stem_of(added.from);
  }
  if (!added.name.empty()) {
    request.name = added.name;
  }
  if (!added.sha256.empty()) {
    request.sha256 = added.sha256;
  }
  if (!added.origin.licence.empty()) {
    request.origin.licence = added.origin.licence;
  }
  const bool terminal = ::isatty(STDERR_FILENO) == 1;
  const auto clear = [terminal] { std::cerr << (terminal ? "\r\x1B[K" : "") << std::flush; };
  try {
    const Model model = fetch_model(request, [&](std::uintmax_t done, std::uintmax_t total) {
      if (terminal) {
        show(done, total);
      }
    });
    clear();
    return tell(model);
  } catch (const Error&) {
    clear();
    throw;
  }
}

int remove(const std::string& name) {
  remove_model(name);
  std::cout << name << " is removed\n";
  return 0;
}

void add_import(CLI::App& command, Action& action) {
  CLI::App* const import_command = command.add_subcommand(
      "import", "Copy a network's file to the others: safetensors, PyTorch, MatConvNet or Caffe; VGG-19 or VGG-16");
  const auto added = std::make_shared<Added>();
  import_command->add_option("file", added->from, "The file")->required()->type_name("FILE");
  import_command->add_option("--name", added->name, "What to call it instead of after its file")->type_name("NAME");
  import_command->add_option("--licence", added->origin.licence, "To be remembered with it")->type_name("TEXT");
  import_command->add_option("--source", added->origin.source, "Likewise, instead of the file's own place")
      ->type_name("TEXT");
  import_command->callback([&action, added] { action = [added] { return import_file(*added); }; });
}

void add_fetch(CLI::App& command, Action& action) {
  CLI::App* const fetch_command = command.add_subcommand("fetch", "Download one of those that the list offers, or any");
  const auto added = std::make_shared<Added>();
  fetch_command->add_option("model", added->from, "A name from the list, or an address")
      ->required()
      ->type_name("MODEL");
  fetch_command->add_option("--name", added->name, "What to call it")->type_name("NAME");
  fetch_command->add_option("--licence", added->origin.licence, "To be remembered with it")->type_name("TEXT");
  fetch_command->add_option("--sha256", added->sha256, "Checksum that the file must have")->type_name("DIGITS");
  fetch_command->callback([&action, added] { action = [added] { return fetch(*added); }; });
}

}  // namespace

void add_models(CLI::App& program, Action& action) {
  CLI::App* const command = program.add_subcommand("models", "The networks that look at the pictures");
  command->require_subcommand(1);
  CLI::App* const list_command = command->add_subcommand("list", "Name them, and those that can be fetched");
  const auto json = std::make_shared<bool>(false);
  list_command->add_flag("--json", *json, "Answer in one line of JSON, those that are here");
  list_command->callback([&action, json] { action = [json] { return list(*json); }; });

  add_import(*command, action);
  add_fetch(*command, action);

  CLI::App* const verify_command = command->add_subcommand("verify", "Check one's file from end to end");
  const auto name = std::make_shared<std::string>("vgg19");
  verify_command->add_option("model", *name, "A name from the list, or a path")
      ->type_name("MODEL")
      ->capture_default_str();
  verify_command->callback([&action, name] { action = [name] { return verify(*name); }; });

  CLI::App* const remove_command = command->add_subcommand("remove", "Remove one that was imported or fetched");
  const auto removed = std::make_shared<std::string>();
  remove_command->add_option("model", *removed, "A name from the list")->required()->type_name("NAME");
  remove_command->callback([&action, removed] { action = [removed] { return remove(*removed); }; });
}

}  // namespace neural_style::cli
