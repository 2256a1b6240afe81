#include "stylize/time_left.hpp"

#include <algorithm>

namespace neural_style {

void TimeLeft::evaluated(double seconds) {
  ++evaluations_;
  if (evaluations_ == 1) {
    first_ = seconds;
  }
  latest_ = seconds;
}

void TimeLeft::end_scale() {
  if (const auto timed = measured()) {
    finished_.push_back(*timed);
  }
  ++at_;
  evaluations_ = 0;
}

void TimeLeft::skip(std::size_t scale, int evaluations) {
  at_ = scale;
  scales_[at_].evaluations -= evaluations;
}

std::optional<TimeLeft::Timed> TimeLeft::measured() const {
  if (evaluations_ < 2) {
    return std::nullopt;
  }
  const double evaluation = (latest_ - first_) / (evaluations_ - 1);
  return Timed{scales_[at_].work, evaluation, std::max(0.0, first_ - evaluation)};
}

TimeLeft::Timed TimeLeft::expected(double work, const Timed& latest, const Timed* before) {
  const double factor = work / latest.work;
  Timed result = {work, factor * latest.evaluation, factor * latest.beginning};
  if (before != nullptr && before->work < latest.work) {
    const double slope = (latest.evaluation - before->evaluation) / (latest.work - before->work);
    const double fixed = latest.evaluation - slope * latest.work;
    // Anything else is a machine that was busy for a while, and nothing to draw a line through.
    if (slope > 0 && fixed > 0) {
      result.evaluation = fixed + slope * work;
    }
  }
  return result;
}

std::optional<TimeLeft::Timed> TimeLeft::current() const {
  std::optional<Timed> now = measured();
  if (finished_.empty()) {
    return now;
  }
  const Timed before =
      expected(scales_[at_].work, finished_.back(), finished_.size() > 1 ? &finished_[finished_.size() - 2] : nullptr);
  if (!now) {
    return before;
  }
  // Few evaluations say little where the machine has other work too: what was expected counts as much as some of them.
  constexpr double few = 3;
  const double share = (evaluations_ - 1) / (evaluations_ - 1 + few);
  now->evaluation = share * now->evaluation + (1 - share) * before.evaluation;
  return now;
}

std::optional<double> TimeLeft::seconds() const {
  if (at_ == scales_.size()) {
    return 0;
  }
  const std::optional<Timed> now = current();
  if (!now) {
    return std::nullopt;
  }
  double left = (scales_[at_].evaluations - evaluations_) * now->evaluation;
  if (evaluations_ == 0) {
    left += now->beginning;
  }
  const Timed* const before = finished_.empty() ? nullptr : &finished_.back();
  for (std::size_t i = at_ + 1; i < scales_.size(); ++i) {
    const Timed coming = expected(scales_[i].work, *now, before);
    left += coming.beginning + scales_[i].evaluations * coming.evaluation;
  }
  return std::max(0.0, left);
}

}  // namespace neural_style
