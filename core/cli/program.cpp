#include "cli/program.hpp"

namespace neural_style::cli {

void add_commands(CLI::App& program, Action& action) {
  add_stylize(program, action);
  add_texture(program, action);
  add_sheet(program, action);
  add_sequence(program, action);
  add_batch(program, action);
  add_evaluate(program, action);
  add_forecast(program, action);
  add_models(program, action);
  add_presets(program, action);
  add_settings(program, action);
  add_bench(program, action);
}

}  // namespace neural_style::cli
