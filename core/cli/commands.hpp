// The subcommands: each adds itself to the program, and leaves behind what to do when it is the one chosen.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace neural_style::cli {

/// What the program does once its arguments are understood; gives the exit code. Throws Error.
using Action = std::function<int()>;

// Each keeps a reference to `action`.
void add_stylize(CLI::App& program, Action& action);
void add_texture(CLI::App& program, Action& action);
void add_sheet(CLI::App& program, Action& action);
void add_sequence(CLI::App& program, Action& action);
void add_batch(CLI::App& program, Action& action);
void add_evaluate(CLI::App& program, Action& action);
void add_forecast(CLI::App& program, Action& action);
void add_models(CLI::App& program, Action& action);
void add_presets(CLI::App& program, Action& action);
void add_settings(CLI::App& program, Action& action);
void add_bench(CLI::App& program, Action& action);

}  // namespace neural_style::cli
