// neural-style stylize: paints, and says how it goes.
#include "neural_style/stylize.hpp"

#include <exception>
#include <iostream>
#include <memory>
#include <string>

#include "cli/commands.hpp"
#include "cli/picture_output.hpp"
#include "cli/request_options.hpp"
#include "cli/run_observer.hpp"
#include "cli/team_observer.hpp"
#include "neural_style/image_file.hpp"
#include "neural_style/team.hpp"

namespace neural_style::cli {
namespace {

constexpr int failed = 1;
constexpr int stopped = 130;  ///< whichever signal it was, and whichever process it came to

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

/// What was asked for.
Request read(const Options& options) {
  Request request = options.request.read(options.settings);
  if (!options.start.empty()) {
    request.start = read_image(options.start);
  }
  return request;
}

/// Says what came of it, and gives the exit code.
int tell(const Options& options, const Result& result, ProgressDisplay& display, const RunObserver& observer,
         int code_if_stopped) {
  display.say(result.plan);
  for (const std::string& warning : result.warnings) {
    display.say("neural-style: warning: " + warning);
  }
  options.output.report(result, options.output.name());
  if (observer.failure()) {
    throw Error(*observer.failure());
  }
  return result.stopped ? code_if_stopped : 0;
}

int paint_alone(const Options& options) {
  Interruption interruption;
  options.output.check(options.output.name());
  Request request = read(options);
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
  return tell(options, result, display, observer, interruption.exit_code());
}

/// What the first of a team says where it is ended from outside; and the second, for it may be the first that is gone.
std::string last_words(const Options& options, const Team& team) {
  if (team.rank() > 1) {
    return {};
  }
  return "neural-style: The processes that painted this picture were ended, because one of them was or because mpirun "
         "was. " +
         (options.checkpoint.empty()
              ? std::string("With --checkpoint the same command would go on from where they were.\n")
              : "The same command goes on from the checkpoint \"" + options.checkpoint + "\".\n");
}

/// The first of a team: it alone watches, and writes the picture.
int lead(const Options& options, Team& team) {
  Interruption interruption(Interruption::Termination::leaves, last_words(options, team));
  Request request;
  Watch watched;
  together(team, [&] {
    options.output.check(options.output.name());
    request = read(options);
    watched = watch(options);
    watched.in_team = true;
  });
  ProgressDisplay display;
  RunObserver observer(interruption, display, watched);
  Result result;
  try {
    result = stylize(request, options.checkpoint, observer, team);
  } catch (const Cancelled&) {
    display.say("neural-style: Stopped before there was a picture; nothing was written.");
    return stopped;
  }
  request = {};  // the file that is written next takes memory too
  together(team, [&] { options.output.write(result.picture, options.output.name(), interruption); });
  if (watched.checkpoints && !result.stopped) {
    remove_state(options.checkpoint, team);
  }
  return tell(options, result, display, observer, stopped);
}

/// Any other of a team: it says nothing but what goes wrong.
int follow(const Options& options, Team& team) {
  Interruption interruption(Interruption::Termination::leaves, last_words(options, team));
  Request request;
  together(team, [&] {
    if (!options.checkpoint.empty()) {
      check_state_writable(options.checkpoint);
    }
    request = read(options);
  });
  TeamObserver observer(interruption, options.checkpoint);
  bool was_stopped = false;
  try {
    was_stopped = stylize(request, options.checkpoint, observer, team).stopped;
  } catch (const Cancelled&) {
    return stopped;
  }
  together(team, [] {});  // until the picture is written
  if (!options.checkpoint.empty() && !was_stopped) {
    remove_state(options.checkpoint, team);
  }
  return was_stopped ? stopped : 0;
}

int paint_in_team(const Options& options, Team& team) {
  try {
    return team.rank() == 0 ? lead(options, team) : follow(options, team);
  } catch (const TeamError& error) {
    if (const std::string sentence = error.what(); !sentence.empty()) {
      throw;
    }
  } catch (const std::exception& error) {
    // The others do not know it, and would wait for ever.
    std::cerr << "neural-style: " << error.what() << std::endl;
    team.abandon();
  }
  return failed;
}

int run(const Options& options) {
  const std::unique_ptr<Team> team = started_team();
  return team == nullptr ? paint_alone(options) : paint_in_team(options, *team);
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
