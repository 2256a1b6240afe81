// neural-style stylize: paints, and says how it goes.
#include "neural_style/stylize.hpp"

#include <sys/resource.h>

#include <cstdint>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "cli/request_options.hpp"
#include "cli/run_observer.hpp"
#include "neural_style/image_file.hpp"

namespace neural_style::cli {
namespace {

constexpr int interrupted = 130;

struct Options {
  RequestOptions request;
  std::string output;
  std::string start;
  std::string log;
  std::string snapshots;
  int snapshot_every = 100;
  int depth = 8;
  bool json = false;
  Settings settings;
};

/// Bytes that this process held at most, so far.
std::int64_t peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access): the C library pads its fields by unions
  return std::int64_t{usage.ru_maxrss} * 1024;
}

Watch watch(const Options& options) {
  Watch watch;
  if (!options.log.empty()) {
    watch.log.emplace(options.log);
  }
  if (!options.snapshots.empty()) {
    watch.snapshots.emplace(options.snapshots, options.snapshot_every);
  }
  // Printing the cost is a part of that exercise.
  watch.cost_every = options.request.settings().preset() == "tutorial" ? options.snapshot_every : 0;
  return watch;
}

void report(const Options& options, const Result& result) {
  const std::string size = size_text(result.picture.width(), result.picture.height());
  if (options.json) {
    std::cout << line_of({{"output", options.output},
                          {"size", size},
                          {"evaluations", result.evaluations},
                          {"seconds", result.seconds},
                          {"losses", losses_json(result.losses)},
                          {"peak_memory", peak_memory()}})
              << '\n';
  } else {
    std::cout << options.output << ": " << size << " pixels, " << result.evaluations << " evaluations, "
              << result.seconds << " s\n";
  }
}

int run(const Options& options) {
  Interruption interruption;
  const Depth depth = options.depth == 16 ? Depth::bits16 : Depth::bits8;
  check_writable(options.output, depth);
  Request request = options.request.read(options.settings);
  if (!options.start.empty()) {
    request.start = read_image(options.start);
  }
  Watch watched = watch(options);
  ProgressDisplay display;
  RunObserver observer(interruption, display, watched);
  Result result;
  try {
    result = stylize(request, observer);
  } catch (const Cancelled&) {
    display.say("neural-style: Stopped before there was a picture; nothing was written.");
    return interrupted;
  }
  request = {};  // the file that is written next takes memory too
  {
    const auto whole_files_only = interruption.hold_off();
    write_image(result.picture, options.output, depth);
  }
  display.say(result.plan);
  for (const std::string& warning : result.warnings) {
    display.say("neural-style: warning: " + warning);
  }
  report(options, result);
  if (observer.failure()) {
    throw Error(*observer.failure());
  }
  return result.stopped ? interrupted : 0;
}

/// What goes with a painting, whatever it is made of.
void add_painting(CLI::App& command, const std::shared_ptr<Options>& options, Action& action) {
  command.add_option("-o,--output", options->output, "Where the picture goes: .png, .jpg, .tif or .webp")
      ->required()
      ->type_name("FILE");
  command
      .add_option("--start", options->start,
                  "Go on from this picture, an earlier result for instance, at the final size alone")
      ->type_name("FILE");
  command.add_option("--depth", options->depth, "Bits a channel of the output: 8 or, for PNG and TIFF, 16")
      ->check(CLI::IsMember({8, 16}))
      ->type_name("BITS")
      ->capture_default_str();
  command.add_option("--log", options->log, "Write a line of JSON for each evaluation")->type_name("FILE");
  command.add_option("--snapshots", options->snapshots, "Write pictures of the work on its way")->type_name("FOLDER");
  command.add_option("--snapshot-every", options->snapshot_every, "Evaluations between snapshots")
      ->check(CLI::Range(1, 1000000))
      ->type_name("NUMBER")
      ->capture_default_str();
  command.add_flag("--json", options->json, "End with one line of JSON on the standard output");
  command.callback([&action, options] {
    options->settings = options->request.settings().settings();
    action = [options] { return run(*options); };
  });
}

}  // namespace

void add_stylize(CLI::App& program, Action& action) {
  CLI::App* const command = program.add_subcommand("stylize", "Paint a photograph in the manner of a painting");
  const auto options = std::make_shared<Options>();
  options->request.add_to(*command);
  add_painting(*command, options, action);
}

void add_texture(CLI::App& program, Action& action) {
  CLI::App* const command = program.add_subcommand(
      "texture",
      "Make a texture out of a painting, of any size, with no photograph and, unless told otherwise, no seam");
  const auto options = std::make_shared<Options>();
  options->request.add_without_content_to(*command);
  add_painting(*command, options, action);
}

}  // namespace neural_style::cli
