// neural-style batch: paints what the lines of a file say, alone or with other processes that read the same file.
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/job_claim.hpp"
#include "cli/jobs_file.hpp"
#include "cli/part.hpp"
#include "cli/picture_output.hpp"
#include "cli/request_pictures.hpp"
#include "cli/series_observer.hpp"
#include "neural_style/error.hpp"
#include "neural_style/image_file.hpp"
#include "neural_style/job_checksum.hpp"
#include "neural_style/stylize.hpp"

namespace neural_style::cli {
namespace {

namespace fs = std::filesystem;

/// Silent where nobody looks at a bar. A stop leaves a checkpoint of where the work is, and no picture: half of a job
/// is none.
class JobObserver : public SeriesObserver {
 public:
  JobObserver(Interruption& interruption, ProgressDisplay& display, Watch& watch, const Place& place)
      : SeriesObserver(interruption, display, watch, place), interruption_(interruption), display_(display) {}

  Wish wish() override {
    if (!interruption_.stop_wished()) {
      return Wish::go_on;
    }
    if (!evaluated_ || kept_) {
      return Wish::cancel;
    }
    if (!stopping_) {
      stopping_ = true;
      display_.say("Stopping: the state of the work is written after this step. Press Ctrl-C again to leave at once.");
    }
    return Wish::go_on;
  }

  void progress(const Progress& progress) override {
    if (display_.terminal()) {
      SeriesObserver::progress(progress);
    }
  }

  void evaluated(const Evaluation& evaluation) override {
    evaluated_ = true;
    SeriesObserver::evaluated(evaluation);
  }

  bool wants_state() override { return interruption_.stop_wished() || SeriesObserver::wants_state(); }

  void state(const RunState& state) override {
    const bool last = interruption_.stop_wished();
    SeriesObserver::state(state);
    kept_ = last;
  }

 private:
  Interruption& interruption_;
  ProgressDisplay& display_;
  bool evaluated_ = false;
  bool stopping_ = false;
  bool kept_ = false;
};

/// What came of the jobs.
struct Tally {
  std::size_t painted = 0;
  std::size_t done_before = 0;
  std::size_t taken = 0;
  std::size_t failed = 0;

  [[nodiscard]] std::size_t sum() const { return painted + done_before + taken + failed; }
};

void say_result(const fs::path& output, std::string_view what) {
  std::cout << output.string() << ": " << what << std::endl;
}

/// The work of one process.
class Batch {
 public:
  explicit Batch(const JobsFile& file, std::vector<const Job*> jobs) : file_(file), jobs_(std::move(jobs)) {}

  int run() {
    try {
      for (; !interruption_.stop_wished() && tally_.sum() < jobs_.size();) {
        attempt(*jobs_[tally_.sum()]);
      }
    } catch (const Cancelled&) {
    }
    display_.clear();
    const std::size_t left = jobs_.size() - tally_.sum();
    std::cout << jobs_.size() << " of " << file_.jobs.size() << " jobs: " << tally_.painted << " painted, "
              << tally_.done_before << " done before, " << tally_.taken << " taken by other processes, "
              << tally_.failed << " failed, " << left << " left" << std::endl;
    if (left > 0) {
      display_.say("neural-style: Stopped. The same command goes on from here.");
      return interruption_.exit_code();
    }
    return tally_.failed == 0 ? 0 : 1;
  }

 private:
  /// A job that fails is no reason to leave out the others.
  void attempt(const Job& job) {
    try {
      ++work(job);
    } catch (const Cancelled&) {
      throw;
    } catch (const Error& error) {
      display_.say("neural-style: Line " + std::to_string(job.line) + " of " + file_.name + ": " + error.what());
      ++tally_.failed;
    }
  }

  /// What the job counts as.
  std::size_t& work(const Job& job) {
    std::optional<JobClaim> claim = JobClaim::take(job.output);
    if (!claim) {
      say_result(job.output, "taken by another process");
      return tally_.taken;
    }
    Request request = read_styles(job.styles, job.settings, file_.folder);
    request.content = read_image(file_.folder / job.content);
    const std::string checksum = job_checksum(request);
    if (claim->painted(checksum)) {
      say_result(job.output, "done before");
      return tally_.done_before;
    }
    fs::path checkpoint = job.output;
    checkpoint += ".checkpoint";
    if (claim->was_another(checksum)) {
      std::error_code none;
      fs::remove(checkpoint, none);
    }
    claim->begin(checksum);
    Watch watch;
    watch.checkpoints.emplace(checkpoint, Checkpoints::Minutes(Checkpoints::usual_minutes));
    JobObserver observer(interruption_, display_, watch, {"job", tally_.sum(), jobs_.size(), seconds_});
    const Result result = paint(request, checkpoint, display_, observer);
    request = {};  // the file that is written next takes memory too
    output_.write(result.picture, job.output, interruption_);
    claim->finish(result);
    watch.checkpoints->remove();
    for (const std::string& warning : result.warnings) {
      display_.say("neural-style: warning: Line " + std::to_string(job.line) + ": " + warning);
    }
    display_.clear();
    output_.report(result, job.output);
    seconds_ = result.seconds;
    return tally_.painted;
  }

  const JobsFile& file_;
  std::vector<const Job*> jobs_;
  Interruption interruption_{Interruption::Termination::asks};
  ProgressDisplay display_;
  PictureOutput output_;
  Tally tally_;
  std::optional<double> seconds_;  ///< that the latest painting took
};

struct Options {
  std::string file;
  std::string part;
};

std::vector<const Job*> jobs_of(const JobsFile& file, const Part& part) {
  std::vector<const Job*> jobs;
  for (std::size_t i = 0; i < file.jobs.size(); ++i) {
    if (part.holds(i)) {
      jobs.push_back(&file.jobs[i]);
    }
  }
  return jobs;
}

}  // namespace

void add_batch(CLI::App& program, Action& action) {
  CLI::App* const command = program.add_subcommand(
      "batch",
      "Paint many pictures, a line of JSON each; run again, it goes on, and several processes may share the work");
  const auto options = std::make_shared<Options>();
  command
      ->add_option(
          "jobs", options->file,
          "A line for each picture, such as {\"content\": \"photo.jpg\", \"style\": \"painting.jpg\", "
          "\"output\": \"result.png\", \"preset\": \"oil\", \"strength\": 0.7}: \"styles\" takes a list of "
          "files in the place of \"style\", and every setting may be there by its name, see `neural-style "
          "settings`. Names of files are relative to the folder of this file; with - for the standard input, to "
          "the working directory")
      ->required()
      ->type_name("FILE");
  command
      ->add_option("--part", options->part,
                   "Only the I-th job and every N-th after it, I from 1 to N: for schedulers that number their "
                   "processes")
      ->type_name("I/N");
  command->callback([&action, options] {
    const Part part = options->part.empty() ? Part() : Part(options->part);
    action = [file = std::make_shared<JobsFile>(read_jobs(options->file)), part] {
      return Batch(*file, jobs_of(*file, part)).run();
    };
  });
}

}  // namespace neural_style::cli
