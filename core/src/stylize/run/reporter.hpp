// What a run tells its host, and where the host ends it.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "neural_style/observer.hpp"
#include "neural_style/stylize.hpp"
#include "neural_style/team.hpp"
#include "stylize/plan.hpp"
#include "stylize/run/coloring.hpp"
#include "stylize/run/job.hpp"
#include "stylize/run_position.hpp"
#include "stylize/time_left.hpp"

namespace neural_style {

/// Thrown by the checkpoint where the observer wishes to stop; never leaves run_stylize().
struct StopRequested {};

/// Counts evaluations and tells the observer.
class Reporter {
 public:
  Reporter(Observer& observer, const Job& job, const std::optional<RunPosition>& resumed);

  /// In a team it never throws: the others would wait for ever.
  [[nodiscard]] Checkpoint checkpoint();

  /// In a team, where the observers' wishes are heard, all in one place: throws what the checkpoint throws elsewhere.
  void hear_wishes();

  void begin_scale(const ScalePlan& plan);

  void evaluated(const Losses& losses);

  /// A scale may end before its time: what it left undone counts as done.
  void end_scale();

  /// `planes`: gives them, if somebody wants to see them; in a team all of them are asked.
  template <class GivePlanes>
  void accepted(const GivePlanes& planes, const Image& content) {
    if (first_wants(observer_.wants_preview(latest_))) {
      const auto& whole = planes();
      if (team_ == nullptr || team_->rank() == 0) {
        observer_.preview(coloring_.picture(coloring_.painted(whole, content), content), latest_);
      }
    }
  }

  /// That the scale at hand has left.
  [[nodiscard]] int evaluations_left() const { return scale_.evaluations - evaluations_of_scale_; }

  [[nodiscard]] bool wants_state() const { return first_wants(observer_.wants_state()); }
  void state(const RunState& state) const { observer_.state(state); }

  [[nodiscard]] double seconds() const;
  [[nodiscard]] int evaluations() const { return evaluations_; }
  [[nodiscard]] int evaluations_of_scale() const { return evaluations_of_scale_; }

 private:
  /// What the observer wants; in a team, what the first one's does.
  [[nodiscard]] bool first_wants(bool wanted) const;

  static void heed(Wish wish);

  void go_on_from(const RunPosition& position, const Plan& plan);

  /// Of one evaluation: there and back take about the same.
  static double work(const ScalePlan& plan);

  static std::vector<ScaleEffort> efforts(const Plan& plan);

  void tell();

  Observer& observer_;
  Team* team_;
  Coloring coloring_;
  TimeLeft time_left_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  double seconds_before_ = 0;   ///< it was resumed
  int evaluations_before_ = 0;  ///< likewise, of the scale that comes first
  double scale_began_ = 0;
  double all_work_ = 0;
  double work_done_ = 0;
  Scale scale_;
  double work_ = 0;  ///< of one evaluation there
  int evaluations_ = 0;
  int evaluations_of_scale_ = 0;
  Evaluation latest_;
};

}  // namespace neural_style
