// neural-style bench: measures this machine.
#include "neural_style/bench.hpp"

#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "cli/setting_options.hpp"

namespace neural_style::cli {
namespace {

struct Options {
  SettingOptions setting_options;
  int rounds = 5;
  bool json = false;
  Settings settings;
};

/// The precision's name in the table.
std::string precision_text(Precision precision) {
  Settings settings;
  settings.precision = precision;
  return setting_text(settings, "precision");
}

Json row_json(const BenchRow& row) {
  return {{"size", size_text(row.width, row.height)},
          {"precision", precision_text(row.precision)},
          {"evaluation_seconds", row.evaluation_seconds},
          {"convolution_seconds", row.convolution_seconds},
          {"evaluation_over_convolutions", row.evaluation_over_convolutions}};
}

int run(const Options& options) {
  const BenchReport report = bench(options.settings, options.rounds);
  if (options.json) {
    Json rows = Json::array();
    for (const BenchRow& row : report.rows) {
      rows.push_back(row_json(row));
    }
    std::cout << line_of({{"cpu", report.cpu},
                          {"features", report.features},
                          {"threads", report.threads},
                          {"rounds", options.rounds},
                          {"rows", rows}})
              << '\n';
    return 0;
  }
  std::cout << report.cpu << ", " << report.threads << " threads";
  for (const std::string& feature : report.features) {
    std::cout << ", " << feature;
  }
  std::cout << '\n';
  for (const BenchRow& row : report.rows) {
    std::cout << size_text(row.width, row.height) << ' ' << precision_text(row.precision) << ": "
              << row.evaluation_seconds << " s an evaluation, " << row.evaluation_over_convolutions
              << " times its convolutions alone\n";
  }
  return 0;
}

}  // namespace

void add_bench(CLI::App& program, Action& action) {
  CLI::App* const command = program.add_subcommand("bench", "Measure how fast this machine evaluates the loss");
  const auto options = std::make_shared<Options>();
  options->setting_options.add_to(*command);
  command->add_option("--rounds", options->rounds, "How often each measurement is taken; the median counts")
      ->check(CLI::Range(1, 1000))
      ->type_name("NUMBER")
      ->capture_default_str();
  command->add_flag("--json", options->json, "Answer in one line of JSON");
  command->callback([&action, options] {
    options->settings = options->setting_options.settings();
    action = [options] { return run(*options); };
  });
}

}  // namespace neural_style::cli
