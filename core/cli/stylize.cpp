// neural-style stylize: paints, and says how it goes.
#include "neural_style/stylize.hpp"

#include <memory>

#include "cli/commands.hpp"
#include "cli/picture_output.hpp"
#include "cli/request_options.hpp"
#include "cli/run_observer.hpp"
#include "neural_style/image_file.hpp"

namespace neural_style::cli {
namespace {

struct Options {
  RequestOptions request;
  PictureOutput output;
  std::string start;
  std::string log;
  std::string snapshots;
  int snapshot_every = 100;
  std::string checkpoint;
  double checkpoint_every = Checkpoints::usual_minutes;
  Settings settings;
};

Watch watch(const Options& options) {
  Watch watch;
  if (!options.log.empty()) {
    watch.log.emplace(options.log);
  }
  if (!options.snapshots.empty()) {
    watch.snapshots.emplace(options.snapshots, options.snapshot_every);
  }
  if (!options.checkpoint.empty()) {
    watch.checkpoints.emplace(options.checkpoint, Checkpoints::Minutes(options.checkpoint_every));
  }
  // Printing the cost is a part of that exercise.
  watch.cost_every = options.request.settings().preset() == "tutorial" ? options.snapshot_every : 0;
  return watch;
}

int run(const Options& options) {
  Interruption interruption;
  options.output.check(options.output.name());
  Request request = options.request.read(options.settings);
  if (!options.start.empty()) {
    request.start = read_image(options.start);
  }
  Watch watched = watch(options);
  ProgressDisplay display;
  RunObserver observer(interruption, display, watched);
  Result result;
  try {
    result = paint(request, options.checkpoint, display, observer);
  } catch (const Cancelled&) {
    display.say("neural-style: Stopped before there was a picture; nothing was written.");
    return interruption.exit_code();
  }
  request = {};  // the file that is written next takes memory too
  options.output.write(result.picture, options.output.name(), interruption);
  if (watched.checkpoints && !result.stopped) {
    watched.checkpoints->remove();
  }
  display.say(result.plan);
  for (const std::string& warning : result.warnings) {
    display.say("neural-style: warning: " + warning);
  }
  options.output.report(result, options.output.name());
  if (observer.failure()) {
    throw Error(*observer.failure());
  }
  return result.stopped ? interruption.exit_code() : 0;
}

/// What goes with a painting, whatever it is made of.
void add_painting(CLI::App& command, const std::shared_ptr<Options>& options, Action& action) {
  options->output.add_to(command, "Where the picture goes: .png, .jpg, .tif or .webp", "FILE");
  command
      .add_option("--start", options->start,
                  "Go on from this picture, an earlier result for instance, at the final size alone")
      ->type_name("FILE");
  command.add_option("--log", options->log, "Write a line of JSON for each evaluation")->type_name("FILE");
  command.add_option("--snapshots", options->snapshots, "Write pictures of the work on its way")->type_name("FOLDER");
  command.add_option("--snapshot-every", options->snapshot_every, "Evaluations between snapshots")
      ->check(CLI::Range(1, 1000000))
      ->type_name("NUMBER")
      ->capture_default_str();
  command
      .add_option("--checkpoint", options->checkpoint,
                  "Keep the state of the work in this file until the picture is written: after a crash, or Ctrl-C, the "
                  "same command goes on from there, to the same picture")
      ->type_name("FILE");
  command.add_option("--checkpoint-every", options->checkpoint_every, "Minutes between checkpoints")
      ->check(CLI::Range(0.0, 1440.0))
      ->type_name("MINUTES")
      ->capture_default_str();
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
