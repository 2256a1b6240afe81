// neural-style forecast: what a run will take, before anything starts.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

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

/// How long it will take, or why that cannot be said: memory and scales can, without the engine.
struct Time {
  std::optional<double> seconds;
  std::string words;
};

/// "about 5 minutes", since it is no more than an estimate.
std::string words_of(double seconds) {
  constexpr int minute = 60;
  const auto whole = [](double value) { return std::to_string(std::max(1L, std::lround(value))); };
  if (seconds < 1.5 * minute) {
    return "about " + whole(seconds) + " s";
  }
  if (seconds < 100 * minute) {
    return "about " + whole(seconds / minute) + " min";
  }
  const auto minutes = std::lround(seconds / minute);
  return "about " + std::to_string(minutes / minute) + " h " + std::to_string(minutes % minute) + " min";
}

Time time_of(const Options& options) {
  try {
    const double seconds = forecast_seconds(options.width, options.height, options.settings);
    return {seconds, words_of(seconds)};
  } catch (const Error& error) {
    return {{}, std::string("unknown. ") + error.what()};
  }
}

std::string tiles_of(const Scale& scale) {
  return std::to_string(scale.tile_columns) + 'x' + std::to_string(scale.tile_rows);
}

void print_json(const Forecast& forecast, bool fits, const Time& time) {
  Json scales = Json::array();
  for (const Scale& scale : forecast.scales) {
    scales.push_back({{"size", size_text(scale.width, scale.height)},
                      {"evaluations", scale.evaluations},
                      {"tiles", tiles_of(scale)}});
  }
  std::cout << line_of({{"scales", scales},
                        {"peak_memory", forecast.peak_memory},
                        {"limit", forecast.limit},
                        {"fits", fits},
                        {"largest_long_side", forecast.largest_long_side},
                        {"seconds", time.seconds ? Json(*time.seconds) : Json()}})
            << '\n';
}

void print_words(const Forecast& forecast, bool fits, const Time& time) {
  for (const Scale& scale : forecast.scales) {
    std::cout << size_text(scale.width, scale.height) << ", " << scale.evaluations << " evaluations";
    if (scale.tile_columns * scale.tile_rows > 1) {
      std::cout << " in " << tiles_of(scale) << " tiles";
    }
    std::cout << '\n';
  }
  constexpr std::size_t mebibyte = 1U << 20U;
  std::cout << "memory " << forecast.peak_memory / mebibyte << " MiB of " << forecast.limit / mebibyte << " MiB: ";
  if (fits) {
    std::cout << "fits\ntime   " << time.words << '\n';
  } else if (forecast.largest_long_side > 0) {
    std::cout << "does not fit, a long side of up to " << forecast.largest_long_side << " pixels would\n";
  } else {
    std::cout << "does not fit, nor would any size\n";
  }
}

int run(const Options& options) {
  const Forecast result = forecast(options.width, options.height, options.settings);
  const bool fits = result.peak_memory <= result.limit;
  const Time time = fits ? time_of(options) : Time{};
  if (options.json) {
    print_json(result, fits, time);
  } else {
    print_words(result, fits, time);
  }
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
