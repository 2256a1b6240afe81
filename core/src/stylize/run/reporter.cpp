#include "stylize/run/reporter.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <span>
#include <utility>

#include "neural_style/translation.hpp"

namespace neural_style {

Reporter::Reporter(Observer& observer, const Job& job, const std::optional<RunPosition>& resumed)
    : observer_(observer), team_(job.team), coloring_(job.coloring), time_left_(efforts(job.plan)) {
  for (const ScalePlan& each : job.plan.scales) {
    all_work_ += work(each) * each.scale.evaluations;
  }
  if (resumed) {
    go_on_from(*resumed, job.plan);
  }
}

Checkpoint Reporter::checkpoint() {
  if (team_ != nullptr) {
    return [] {};
  }
  return [this] { heed(observer_.wish()); };
}

void Reporter::hear_wishes() {
  if (team_ == nullptr) {
    return;
  }
  const Wish mine = observer_.wish();
  std::array<double, 2> wishes = {mine == Wish::stop ? 1.0 : 0.0, mine == Wish::cancel ? 1.0 : 0.0};
  team_->sum(wishes);
  heed(wishes[1] > 0 ? Wish::cancel : wishes[0] > 0 ? Wish::stop : Wish::go_on);
}

void Reporter::heed(Wish wish) {
  switch (wish) {
    case Wish::go_on:
      return;
    case Wish::stop:
      throw StopRequested{};
    case Wish::cancel:
      throw Cancelled();
  }
}

bool Reporter::first_wants(bool wanted) const {
  if (team_ != nullptr) {
    team_->broadcast(0, std::as_writable_bytes(std::span(&wanted, 1)));
  }
  return wanted;
}

void Reporter::begin_scale(const ScalePlan& plan) {
  scale_ = plan.scale;
  work_ = work(plan);
  evaluations_of_scale_ = std::exchange(evaluations_before_, 0);
  tell();
  observer_.begin_scale(scale_);
  checkpoint()();
  hear_wishes();
  scale_began_ = seconds();
}

void Reporter::evaluated(const Losses& losses) {
  ++evaluations_;
  ++evaluations_of_scale_;
  work_done_ += work_;
  time_left_.evaluated(seconds() - scale_began_);
  latest_ = {evaluations_, scale_.width, scale_.height, seconds(), losses.total, losses.content, losses.style};
  observer_.evaluated(latest_);
  tell();
}

void Reporter::end_scale() {
  time_left_.end_scale();
  if (const int left = scale_.evaluations - evaluations_of_scale_; left > 0) {
    work_done_ += work_ * left;
    tell();
  }
}

double Reporter::seconds() const {
  return seconds_before_ + std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
}

void Reporter::go_on_from(const RunPosition& position, const Plan& plan) {
  for (std::size_t i = 0; i < position.scale; ++i) {
    work_done_ += work(plan.scales[i]) * plan.scales[i].scale.evaluations;
  }
  work_done_ += work(plan.scales[position.scale]) * position.evaluations_of_scale;
  time_left_.skip(position.scale, position.evaluations_of_scale);
  seconds_before_ = position.seconds;
  evaluations_ = position.evaluations;
  evaluations_before_ = position.evaluations_of_scale;
}

double Reporter::work(const ScalePlan& plan) {
  const Passes passes = passes_of(plan);
  return passes.forward + passes.backward;
}

std::vector<ScaleEffort> Reporter::efforts(const Plan& plan) {
  std::vector<ScaleEffort> efforts;
  for (const ScalePlan& each : plan.scales) {
    efforts.push_back({work(each), each.scale.evaluations});
  }
  return efforts;
}

void Reporter::tell() {
  Progress progress;
  progress.fraction = std::min(1.0, work_done_ / all_work_);
  progress.text =
      say("{0} x {1}, evaluation {2} of {3}", scale_.width, scale_.height, evaluations_of_scale_, scale_.evaluations);
  progress.seconds_left = time_left_.seconds();
  observer_.progress(progress);
}

}  // namespace neural_style
