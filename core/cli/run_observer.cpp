#include "cli/run_observer.hpp"

#include <mutex>
#include <sstream>

#include "neural_style/error.hpp"

namespace neural_style::cli {
namespace {

std::string cost_text(const Evaluation& evaluation) {
  std::ostringstream text;
  text << "Iteration " << evaluation.evaluation << ", cost " << evaluation.loss << " (content " << evaluation.content
       << ", style " << evaluation.style << ")";
  return text.str();
}

}  // namespace

Wish RunObserver::wish() {
  if (!interruption_.stop_wished()) {
    return Wish::go_on;
  }
  if (latest_.evaluation == 0) {
    return Wish::cancel;  // there is nothing yet but the photograph
  }
  if (!stopping_) {
    stopping_ = true;
    display_.say("Stopping: the best picture so far is written. Press Ctrl-C again to leave at once.");
  }
  return Wish::stop;
}

void RunObserver::progress(const Progress& progress) {
  display_.show(progress, new_scale_);
  new_scale_ = false;
}

void RunObserver::evaluated(const Evaluation& evaluation) {
  new_scale_ = latest_.evaluation > 0 && (evaluation.width != latest_.width || evaluation.height != latest_.height);
  latest_ = evaluation;
  if (watch_.log && !attempt([&] { watch_.log->write(evaluation); })) {
    watch_.log.reset();
  }
  if (watch_.cost_every > 0 && evaluation.evaluation % watch_.cost_every == 0) {
    display_.say(cost_text(evaluation));
  }
}

bool RunObserver::wants_preview(const Evaluation& evaluation) {
  return watch_.snapshots && watch_.snapshots->due(evaluation);
}

void RunObserver::preview(const Image& picture, const Evaluation& evaluation) {
  if (!attempt([&] { watch_.snapshots->write(picture, evaluation); })) {
    watch_.snapshots.reset();
  }
}

bool RunObserver::wants_state() { return watch_.checkpoints && watch_.checkpoints->due(); }

void RunObserver::state(const RunState& state) {
  const auto whole_files_only = watch_.in_team ? std::unique_lock<std::mutex>() : interruption_.hold_off();
  try {
    watch_.checkpoints->write(state);
  } catch (const Error& error) {
    // Nothing that is asked for is missing, and next time there may be room.
    display_.say("neural-style: warning: " + std::string(error.what()));
  }
}

bool RunObserver::attempt(const std::function<void()>& write) {
  const auto whole_files_only = interruption_.hold_off();
  try {
    write();
    return true;
  } catch (const Error& error) {
    display_.say("neural-style: warning: " + std::string(error.what()));
    if (!failure_) {
      failure_ = error.what();
    }
    return false;
  }
}

}  // namespace neural_style::cli
