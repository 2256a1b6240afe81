// neural-style bench: measures this machine.
#include "neural_style/bench.hpp"

#include <algorithm>
#include <array>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/bench_processes.hpp"
#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "neural_style/image_file.hpp"

namespace neural_style::cli {
namespace {

const std::vector<std::string> keys = {"cpu",
                                       "evaluation_over_convolutions",
                                       "recorded_over_ours",
                                       "tutorial_speedup",
                                       "first_preview_seconds",
                                       "seconds_512",
                                       "seconds_1024",
                                       "bytes_per_pixel"};

struct Options {
  bool json = false;
  int rounds = 3;
  int threads = 0;
  std::vector<std::string> only;
  std::string content;
  std::string style;
  double target_loss = 0;
  std::string memory_of;
  int memory_width = 2048;

  [[nodiscard]] bool wants(std::string_view key) const {
    return only.empty() || std::find(only.begin(), only.end(), key) != only.end();
  }
};

/// What is not the answer.
void say(const std::string& sentence) { std::cerr << "neural-style: " << sentence << '\n'; }

BenchRequest request_of(BenchPart part, const Options& options) {
  BenchRequest request;
  request.part = part;
  request.rounds = options.rounds;
  request.threads = options.threads;
  return request;
}

/// The figures wanted, as they come; each is told as soon as it is there, since all of them take minutes.
std::vector<BenchFigure> measure(const Options& options) {
  std::vector<BenchFigure> figures;
  const auto take = [&](const std::vector<BenchFigure>& some) {
    for (const BenchFigure& figure : some) {
      say(figure.key + ' ' + Json(figure.value).dump() + ": " + figure.made_of + '.');
      figures.push_back(figure);
    }
  };
  if (options.wants("evaluation_over_convolutions")) {
    take(bench(request_of(BenchPart::evaluation_over_convolutions, options)));
  }
  if (options.wants("recorded_over_ours")) {
    take(bench(request_of(BenchPart::recorded_over_ours, options)));
  }
  if (options.wants("tutorial_speedup")) {
    if (options.content.empty()) {
      say("tutorial_speedup is left out: it takes --content, --style and --target-loss.");
    } else {
      BenchRequest request = request_of(BenchPart::tutorial_speedup, options);
      request.content = read_image(options.content);
      request.style = read_image(options.style);
      request.target_loss = options.target_loss;
      take(bench(request));
    }
  }
  take(paint_seconds(
      {options.wants("first_preview_seconds"), options.wants("seconds_512"), options.wants("seconds_1024")},
      options.rounds, options.threads));
  if (options.wants("bytes_per_pixel")) {
    take(bytes_per_pixel(options.threads));
  }
  return figures;
}

/// {"a.b": 1} is {"a": {"b": 1}}.
Json json_of(const std::vector<BenchFigure>& figures, const Options& options) {
  Json json = Json::object();
  if (options.wants("cpu")) {
    const Cpu cpu = this_cpu();
    json["cpu"] = {{"model", cpu.model}, {"features", cpu.features}};
  }
  for (const BenchFigure& figure : figures) {
    std::string path = '/' + figure.key;
    std::replace(path.begin(), path.end(), '.', '/');
    json[Json::json_pointer(path)] = figure.value;
  }
  return json;
}

int run(const Options& options) {
  if (!options.memory_of.empty()) {
    const int height = options.memory_width / 4 * 3;
    for (const BenchFigure& figure : memory_of(options.memory_of, options.memory_width, height, options.threads)) {
      std::cout << figure_text(figure) << '\n';
    }
    return 0;
  }
  const Json json = json_of(measure(options), options);
  if (options.json) {
    std::cout << line_of(json) << '\n';
    return 0;
  }
  const Json flat = json.flatten();
  for (const auto& [path, value] : flat.items()) {
    std::string key = path.substr(1);
    std::replace(key.begin(), key.end(), '/', '.');
    std::cout << key << "  " << (value.is_string() ? value.get<std::string>() : value.dump()) << '\n';
  }
  return 0;
}

}  // namespace

void add_bench(CLI::App& program, Action& action) {
  CLI::App* const command = program.add_subcommand("bench", "Measure how fast this machine paints, in ratios");
  const auto options = std::make_shared<Options>();
  command->add_flag("--json", options->json, "Answer in one line of JSON");
  command->add_option("--rounds", options->rounds, "How often each measurement is taken; the median counts")
      ->check(CLI::Range(1, 1000))
      ->type_name("NUMBER")
      ->capture_default_str();
  command->add_option("--only", options->only, "Take these measurements alone")
      ->check(CLI::IsMember(keys))
      ->type_name("KEY");
  const SettingInfo& threads = setting_info("threads");
  command->add_option("--threads", options->threads, std::string(threads.help))
      ->check(CLI::Range(static_cast<int>(threads.minimum), static_cast<int>(threads.maximum)))
      ->type_name("NUMBER");
  CLI::Option* const content =
      command->add_option("--content", options->content, "For tutorial_speedup: the tutorial's photograph");
  CLI::Option* const style =
      command->add_option("--style", options->style, "For tutorial_speedup: the tutorial's painting");
  CLI::Option* const target = command->add_option(
      "--target-loss", options->target_loss,
      "For tutorial_speedup: the total loss that 2,000 steps of the tutorial reach on these pictures");
  content->needs(style)->needs(target)->type_name("FILE");
  style->needs(content)->type_name("FILE");
  target->needs(content)->check(CLI::PositiveNumber)->type_name("NUMBER");
  // For the bench itself, which needs a process of its own for each.
  command->add_option("--memory-of", options->memory_of)->check(CLI::IsMember(memory_names))->group("");
  command->add_option("--memory-width", options->memory_width)->check(CLI::Range(64, 65536))->group("");
  command->callback([&action, options] {
    if (options->content.empty() && !options->only.empty() && options->wants("tutorial_speedup")) {
      throw CLI::ValidationError("tutorial_speedup takes --content, --style and --target-loss.");
    }
    action = [options] { return run(*options); };
  });
}

}  // namespace neural_style::cli
