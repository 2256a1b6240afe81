// Writes the manual page (man), or what a shell completes (bash, fish, zsh), to the standard output; for the build.
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <string>

#include "cli/program.hpp"
#include "cli/reference/reference.hpp"

int main(int argc, char** argv) try {
  namespace cli = neural_style::cli;
  CLI::App program(cli::program_description, cli::program_name);
  program.set_version_flag("--version", NEURAL_STYLE_VERSION);
  cli::Action action;
  cli::add_commands(program, action);
  const std::map<std::string, std::function<void(std::ostream&, const CLI::App&)>> writers = {
      {"man", cli::write_manual_page}, {"bash", cli::write_bash}, {"fish", cli::write_fish}, {"zsh", cli::write_zsh}};
  const auto writer = writers.find(argc == 2 ? argv[1] : "");
  if (writer == writers.end()) {
    std::cerr << "usage: neural_style_reference man|bash|fish|zsh\n";
    return 2;
  }
  writer->second(std::cout, program);
  return std::cout.flush() ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
