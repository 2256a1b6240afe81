// What is written about the program's command line, by what CLI11 knows of it.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace neural_style::cli {

/// A subcommand that does something: `models import`, but not `models`.
struct Command {
  std::string name;  ///< with those it is under: "models import"
  const CLI::App* app = nullptr;
};

/// All of them, in the order of the help.
std::vector<Command> commands_of(const CLI::App& program);

/// Those that its help shows.
std::vector<const CLI::Option*> options_of(const CLI::App& command);

/// Options that are the table's settings, which most commands have in common.
bool is_setting(const CLI::Option& option);

/// Whether something is to follow it.
bool takes_value(const CLI::Option& option);

/// What may stand for an argument, for shells to offer.
struct Completion {
  enum class Kind : std::uint8_t { nothing, files, folders, presets, models, words };
  Kind kind = Kind::nothing;
  std::vector<std::string> words;  ///< where it is one of these
};
Completion completion_of(const CLI::Option& option);

void write_manual_page(std::ostream& out, const CLI::App& program);
void write_bash(std::ostream& out, const CLI::App& program);
void write_fish(std::ostream& out, const CLI::App& program);
void write_zsh(std::ostream& out, const CLI::App& program);

}  // namespace neural_style::cli
