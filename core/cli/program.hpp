// The command line as a whole.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"

namespace neural_style::cli {

/// Adds every subcommand with its options. Keeps a reference to `action`.
void add_commands(CLI::App& program, Action& action);

/// What the program is, in a sentence, and what it is called.
inline constexpr const char* program_description = "Paints a photograph in the manner of a painting.";
inline constexpr const char* program_name = "neural-style";

}  // namespace neural_style::cli
