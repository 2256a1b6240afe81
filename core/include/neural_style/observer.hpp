// How a host watches a run and ends it early.
#pragma once

#include <optional>
#include <string>

#include "neural_style/image.hpp"
#include "neural_style/run_state.hpp"

namespace neural_style {

/// One scale of the schedule that a run goes through.
struct Scale {
  int width = 0;         ///< pixels
  int height = 0;        ///< pixels
  int evaluations = 0;   ///< of the objective, at most; at least 1
  int tile_columns = 1;  ///< parts that the picture is computed in, more than one where the memory is short; they begin
  int tile_rows = 1;     ///< at the multiples of 16 pixels that divide a side most evenly
};

/// How far a run is.
struct Progress {
  double fraction = 0;                 ///< 0..1, never falling within a run
  std::string text;                    ///< what is being done, for a status line: "512 x 384, evaluation 12 of 40"
  std::optional<double> seconds_left;  ///< estimate; empty until there is something to estimate from
};

/// One evaluation of the objective, as `--log` writes it.
struct Evaluation {
  int evaluation = 0;  ///< 1, 2, … over the whole run
  int width = 0;       ///< size of the scale it ran at, pixels
  int height = 0;      ///< likewise
  double seconds = 0;  ///< since the run began
  double loss = 0;     ///< the weighted total, what is minimised
  double content = 0;  ///< content term before its weight
  double style = 0;    ///< style term before its weight
};

/// What the host wants done next.
enum class Wish {
  go_on,
  stop,    ///< end soon and keep the best picture so far
  cancel,  ///< end soon and keep nothing: stylize() throws Cancelled
};

/// Derive and override what interests you; every function does nothing unless overridden. All are called on the thread
/// that called stylize(), never concurrently. An exception thrown from one ends the run and reaches stylize()'s caller.
class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  Observer(Observer&&) = delete;
  Observer& operator=(Observer&&) = delete;
  virtual ~Observer() = default;

  /// Asked often, between the network's layers too (several times a second even at large sizes), so keep it cheap.
  virtual Wish wish() { return Wish::go_on; }

  /// Before each scale of the schedule, coarse to fine, and before its memory is taken; progress() has just told what
  /// is left. It may wait as long as it likes, to hold a run before its dear scales until somebody wants them: nothing
  /// asks wish() meanwhile, so that it must end its waiting where its own wish changes, which is looked at as soon as
  /// it returns. The time that it takes counts in `seconds`, but not as work to estimate `seconds_left` from.
  virtual void begin_scale(const Scale& /*scale*/) {}

  /// After every evaluation, and around long steps that are none.
  virtual void progress(const Progress& /*progress*/) {}

  /// After every evaluation.
  virtual void evaluated(const Evaluation& /*evaluation*/) {}

  /// Asked after every accepted step of the optimiser: whether preview() should follow.
  virtual bool wants_preview(const Evaluation& /*evaluation*/) { return false; }

  /// The picture as it stands, at the size of the current scale.
  virtual void preview(const Image& /*picture*/, const Evaluation& /*evaluation*/) {}

  /// Asked between the steps of the optimiser: whether state() should follow.
  virtual bool wants_state() { return false; }

  /// The run as it stands, to be written now: it is gone when this returns.
  virtual void state(const RunState& /*state*/) {}
};

}  // namespace neural_style
