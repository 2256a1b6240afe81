// neural-style: the library as a program. Exit codes: 0 done, 1 failed with a sentence on stderr, 2 wrong usage, 130
// stopped by Ctrl-C.
#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "cli/program.hpp"
#include "neural_style/error.hpp"
#include "neural_style/share_cores.hpp"

namespace neural_style::cli {
namespace {

constexpr int failed = 1;
constexpr int wrong_usage = 2;

/// Help that shows the first name of each option: the others are spellings of it.
class Help : public CLI::Formatter {
 public:
  std::string make_option_name(const CLI::Option* option, bool positional) const override {
    const bool spelled_twice = !positional && option->get_lnames().size() > 1;
    return spelled_twice ? "--" + option->get_lnames().front() : CLI::Formatter::make_option_name(option, positional);
  }
};

std::string usage_message(const CLI::App* app, const CLI::Error& error) {
  // A word that is no subcommand reads to CLI11 as none being there.
  const std::vector<std::string> unknown = app->remaining(true);
  const bool unknown_command =
      error.get_name() == "RequiredError" && app->get_subcommands().empty() && !unknown.empty();
  return "neural-style: " +
         (unknown_command ? "There is no subcommand \"" + unknown.front() + "\"." : std::string(error.what())) +
         "\nRun with --help for more information.\n";
}

int complain(const std::string& sentence) {
  std::cerr << "neural-style: " << sentence << '\n';
  return failed;
}

int run(int argc, const char* const* argv) {
  CLI::App program(program_description, program_name);
  program.set_version_flag("--version", "neural-style " NEURAL_STYLE_VERSION);
  program.formatter(std::make_shared<Help>());
  program.failure_message(usage_message);
  program.require_subcommand(1);

  Action action;
  add_commands(program, action);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // Help and version come this way too.
    return program.exit(error) == 0 ? 0 : wrong_usage;
  }
  const int code = action();
  if (!std::cout.flush()) {
    throw Error("The standard output cannot be written to.");
  }
  return code;
}

}  // namespace
}  // namespace neural_style::cli

int main(int argc, char** argv) {
  using neural_style::cli::complain;
  neural_style::share_cores();
  try {
    return neural_style::cli::run(argc, argv);
  } catch (const std::bad_alloc&) {
    return complain("There is not enough memory. Choose a smaller size or close other programs.");
  } catch (const std::exception& error) {
    return complain(error.what());
  }
}
