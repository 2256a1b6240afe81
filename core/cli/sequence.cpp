// neural-style sequence: paints the frames of a film so that the paint moves with what it shows.
#include "neural_style/sequence.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/frame_pattern.hpp"
#include "cli/picture_output.hpp"
#include "cli/request_options.hpp"
#include "cli/series_observer.hpp"
#include "neural_style/started_in_team.hpp"

namespace neural_style::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  RequestOptions request;
  PictureOutput output;
  std::optional<std::int64_t> first;
  std::optional<std::int64_t> last;
  Settings settings;
};

/// One frame of the work.
struct Frame {
  std::int64_t number = 0;
  fs::path content;
  fs::path output;
};

std::string quoted(const fs::path& file) { return '"' + file.string() + '"'; }

/// The frames from the first on, until one is missing or the last is reached. Throws Error if there is none of those
/// that were asked for.
std::vector<Frame> frames_of(const Options& options, const FramePattern& contents, const FramePattern& outputs) {
  const std::optional<std::int64_t> first = options.first ? options.first : contents.lowest();
  if (!first) {
    throw Error("There is no frame such as " + quoted(contents.file(1)) + ".");
  }
  if (options.last && *options.last < *first) {
    throw Error("The last frame, " + std::to_string(*options.last) + ", comes before the first, " +
                std::to_string(*first) + ".");
  }
  std::vector<Frame> frames;
  for (std::int64_t number = *first; !options.last || number <= *options.last; ++number) {
    fs::path content = contents.file(number);
    if (!fs::exists(content)) {
      if (frames.empty() || options.last) {
        throw Error("There is no frame " + quoted(content) + ".");
      }
      break;
    }
    frames.push_back({number, std::move(content), outputs.file(number)});
  }
  return frames;
}

/// Throws Error if a frame could not be written, or only over one that is to be painted.
void check_outputs(const std::vector<Frame>& frames, const PictureOutput& output) {
  std::set<fs::path> contents;
  for (const Frame& frame : frames) {
    contents.insert(fs::weakly_canonical(frame.content));
  }
  for (const Frame& frame : frames) {
    if (contents.contains(fs::weakly_canonical(frame.output))) {
      throw Error("The frame " + quoted(frame.output) + " would be painted over. Choose another output.");
    }
    output.check(frame.output);
  }
}

/// The frame before, and what was painted for it.
struct Painted {
  Image content;
  Image painting;
};

/// What a sequence that begins with that frame goes on from, if there is such a thing.
std::optional<Painted> painted_before(const Frame& first, const FramePattern& contents, const FramePattern& outputs) {
  if (first.number == 0) {
    return std::nullopt;
  }
  const fs::path content = contents.file(first.number - 1);
  const fs::path painting = outputs.file(first.number - 1);
  if (!fs::exists(content) || !fs::exists(painting)) {
    return std::nullopt;
  }
  return Painted{read_image(content), read_image(painting)};
}

/// Makes `request` one for that frame.
void begin(const Frame& frame, const std::optional<Painted>& before, Request& request) {
  request.content = read_image(frame.content);
  request.previous = {};
  if (!before) {
    return;
  }
  const auto size = [](const Image& image) { return size_text(image.width(), image.height()); };
  if (size(request.content) != size(before->content)) {
    throw Error("The frame " + quoted(frame.content) + " has " + size(request.content) +
                " pixels, but the one before it has " + size(before->content) +
                ". Bring all frames of a sequence to one size.");
  }
  request.previous = follow(before->content, before->painting, request.content);
}

int run(const Options& options, const FramePattern& contents, const FramePattern& outputs) {
  if (started_in_team()) {
    throw Error(
        "A sequence is painted by one process, frame after frame. Start it without mpirun; several processes paint one "
        "large picture (stylize, texture), or many (batch).");
  }
  Interruption interruption;
  const std::vector<Frame> frames = frames_of(options, contents, outputs);
  check_outputs(frames, options.output);
  Request request = options.request.read_styles(options.settings);
  std::optional<Painted> before = painted_before(frames.front(), contents, outputs);
  ProgressDisplay display;
  if (before) {
    display.say("Going on from " + outputs.file(frames.front().number - 1).string() + ".");
  }
  Watch watch;
  std::optional<double> seconds;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const Frame& frame = frames[i];
    begin(frame, before, request);
    before.reset();  // painting takes memory enough
    SeriesObserver observer(interruption, display, watch, {"frame", i, frames.size(), seconds});
    Result result;
    try {
      result = stylize(request, observer);
    } catch (const Cancelled&) {
      display.say("neural-style: Stopped before there was a picture of " + quoted(frame.output) +
                  "; it was not written.");
      return interruption.exit_code();
    }
    options.output.write(result.picture, frame.output, interruption);
    for (const std::string& warning : result.warnings) {
      display.say("neural-style: warning: " + frame.content.string() + ": " + warning);
    }
    display.clear();
    options.output.report(result, frame.output, {{"frame", frame.number}});
    if (result.stopped) {
      return interruption.exit_code();
    }
    before = {std::move(request.content), std::move(result.picture)};
    seconds = result.seconds;
  }
  return 0;
}

}  // namespace

void add_sequence(CLI::App& program, Action& action) {
  CLI::App* const command =
      program.add_subcommand("sequence", "Paint the frames of a film, so that the paint moves with what it shows");
  const auto options = std::make_shared<Options>();
  options->request.add_to(*command, "The frames, numbered: frame_%04d.png", "PATTERN");
  options->output.add_to(*command, "Where the painted frames go, with the same numbers: painted_%04d.png", "PATTERN");
  command
      ->add_option(
          "--first", options->first,
          "Number of the first frame; else the lowest there is. If the one before it has been painted already, "
          "the work goes on from that; repeat an interrupted run with the frame that it was stopped at")
      ->check(CLI::NonNegativeNumber)
      ->type_name("NUMBER");
  command
      ->add_option("--last", options->last,
                   "Number of the last frame; else it is the one before the first that is missing")
      ->check(CLI::NonNegativeNumber)
      ->type_name("NUMBER");
  command->callback([&action, options] {
    options->settings = options->request.settings().settings();
    action = [options, contents = FramePattern(options->request.content()),
              outputs = FramePattern(options->output.name())] { return run(*options, contents, outputs); };
  });
}

}  // namespace neural_style::cli
