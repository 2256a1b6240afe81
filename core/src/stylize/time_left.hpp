// How long a run still takes, from what it has taken so far.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace neural_style {

/// What a scale asks of the machine, in any unit.
struct ScaleEffort {
  double work = 0;  ///< of one evaluation
  int evaluations = 0;
};

/// Learns from the scales that a run has been through. An evaluation takes a fixed time and a time for its work: two
/// scales tell both, which one alone cannot. Knows no clock: it is told the time that work took, and so need not hear
/// of time in which the run was held back.
class TimeLeft {
 public:
  explicit TimeLeft(std::vector<ScaleEffort> scales) : scales_(std::move(scales)) {}

  /// The current scale, at first the coarsest, has made another evaluation, `seconds` after it began.
  void evaluated(double seconds);

  /// The next scale is the current one, however many evaluations this one has made.
  void end_scale();

  /// At first: the run begins at that scale, and some of its evaluations are done.
  void skip(std::size_t scale, int evaluations);

  /// Seconds for what the current scale and those to come have left to do; empty until an evaluation could be timed.
  [[nodiscard]] std::optional<double> seconds() const;

 private:
  /// What was learned of a scale.
  struct Timed {
    double work = 0;
    double evaluation = 0;  ///< seconds
    double beginning = 0;   ///< seconds until the first evaluation
  };

  /// Of the current scale by itself, if two evaluations were made.
  [[nodiscard]] std::optional<Timed> measured() const;

  /// Of the current scale, as far as it and those before it say.
  [[nodiscard]] std::optional<Timed> current() const;

  /// What a scale of that work is expected to take, after `latest` and, if there is one, the scale before that.
  [[nodiscard]] static Timed expected(double work, const Timed& latest, const Timed* before);

  std::vector<ScaleEffort> scales_;
  std::vector<Timed> finished_;
  std::size_t at_ = 0;
  int evaluations_ = 0;  ///< of the current scale
  double first_ = 0;     ///< seconds after its beginning
  double latest_ = 0;    ///< likewise
};

}  // namespace neural_style
