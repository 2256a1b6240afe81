// neural-style forecast: what a run will take, before anything starts.
#include <charconv>
#include <iostream>
#include <memory>
#include <string_view>

#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "cli/setting_options.hpp"
#include "neural_style/stylize.hpp"

namespace neural_style::cli {
namespace {

struct Options {
  std::string size;
  int width = 0;
  int height = 0;
  SettingOptions setting_options;
  bool json = false;
  Settings settings;
};

/// Reads "1024x768". Throws CLI::ValidationError if it is something else.
void read_size(Options& options) {
  const char* const end = options.size.data() + options.size.size();
  const auto [cross, first] = std::from_chars(options.size.data(), end, options.width);
  const bool has_cross = first == std::errc{} && cross != end && *cross == 'x';
  const auto [rest, second] = std::from_chars(has_cross ? cross + 1 : end, end, options.height);
  if (!has_cross || second != std::errc{} || rest != end || options.width < 1 || options.height < 1) {
    throw CLI::ValidationError("The size of a picture is written like 1024x768, not \"" + options.size + "\".");
  }
}

int run(const Options& options) {
  const Forecast result = forecast(options.width, options.height, options.settings);
  const bool fits = result.peak_memory <= result.limit;
  if (options.json) {
    Json scales = Json::array();
    for (const Scale& scale : result.scales) {
      scales.push_back({{"size", size_text(scale.width, scale.height)}, {"evaluations", scale.evaluations}});
    }
    std::cout << line_of(
                     {{"scales", scales}, {"peak_memory", result.peak_memory}, {"limit", result.limit}, {"fits", fits}})
              << '\n';
    return 0;
  }
  for (const Scale& scale : result.scales) {
    std::cout << size_text(scale.width, scale.height) << ", " << scale.evaluations << " evaluations\n";
  }
  constexpr std::size_t mebibyte = 1U << 20U;
  std::cout << "memory " << result.peak_memory / mebibyte << " MiB of " << result.limit / mebibyte
            << " MiB: " << (fits ? "fits" : "does not fit, choose a smaller size") << '\n';
  return 0;
}

}  // namespace

void add_forecast(CLI::App& program, Action& action) {
  CLI::App* const command =
      program.add_subcommand("forecast", "Say what painting a picture of some size will take, before it starts");
  const auto options = std::make_shared<Options>();
  command->add_option("picture-size", options->size, "Size of the photograph in pixels, such as 1024x768")
      ->required()
      ->type_name("WIDTHxHEIGHT");
  options->setting_options.add_to(*command);
  command->add_flag("--json", options->json, "Answer in one line of JSON");
  command->callback([&action, options] {
    read_size(*options);
    options->settings = options->setting_options.settings();
    action = [options] { return run(*options); };
  });
}

}  // namespace neural_style::cli
