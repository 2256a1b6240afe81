// What the program does while the library paints.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cli/checkpoints.hpp"
#include "cli/evaluation_log.hpp"
#include "cli/interruption.hpp"
#include "cli/progress_display.hpp"
#include "cli/snapshots.hpp"
#include "neural_style/observer.hpp"

namespace neural_style::cli {

/// What to watch for, beside showing progress.
struct Watch {
  std::optional<EvaluationLog> log;
  std::optional<Snapshots> snapshots;
  std::optional<Checkpoints> checkpoints;
  int cost_every = 0;    ///< evaluations between lines with the cost; 0: none
  bool in_team = false;  ///< a checkpoint waits for others then, and a signal must be able to end that
};

/// A log or snapshot that cannot be written does not end the run, which may have taken an hour: it is told in the end.
class RunObserver : public Observer {
 public:
  RunObserver(Interruption& interruption, ProgressDisplay& display, Watch& watch)
      : interruption_(interruption), display_(display), watch_(watch) {}

  /// The first thing that went wrong, if anything did.
  [[nodiscard]] const std::optional<std::string>& failure() const { return failure_; }

  Wish wish() override;
  void progress(const Progress& progress) override;
  void evaluated(const Evaluation& evaluation) override;
  bool wants_preview(const Evaluation& evaluation) override;
  void preview(const Image& picture, const Evaluation& evaluation) override;
  bool wants_state() override;
  void state(const RunState& state) override;

 private:
  /// Runs `write`; false if it failed.
  bool attempt(const std::function<void()>& write);

  Interruption& interruption_;
  ProgressDisplay& display_;
  Watch& watch_;
  std::optional<std::string> failure_;
  Evaluation latest_;
  bool new_scale_ = false;
  bool stopping_ = false;
};

}  // namespace neural_style::cli
