// L-BFGS: Nocedal, "Updating Quasi-Newton Matrices with Limited Storage", 1980; two-loop recursion as in Nocedal and
// Wright, "Numerical Optimization", 2nd edition, algorithm 7.4; backtracking after Armijo along the projected step.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <deque>
#include <numeric>
#include <utility>
#include <vector>

#include "optimise/problem.hpp"

namespace neural_style {

struct LbfgsOptions {
  std::size_t history = 15;  ///< pairs kept
  double first_change = 2;   ///< mean magnitude of the first step, in the units of x
  double decrease = 1e-4;    ///< Armijo: part of the promised decrease that a step must bring
  int backtracks = 8;        ///< shorter steps tried before the history is thrown away
  double still = 0;          ///< ten steps in a row whose lengths (Euclidean) sum to less end it; 0: none do
};

/// Why the minimisation ended.
enum class LbfgsEnd { evaluations, no_progress, still };

/// Spends up to `evaluations` evaluations from x; x ends at the best point accepted, and is always the last accepted
/// one while the function is evaluated, so that an exception from there leaves the best point in it.
///
/// Beside x it holds three vectors of x's length and two of `History`'s slots a pair: at great sizes these are what
/// decides whether there is memory for the work at all.
template <class Space, class History>
class Lbfgs {
 public:
  using Vector = typename Space::Vector;

  Lbfgs(const Problem<Space>& problem, const LbfgsOptions& options) : problem_(problem), options_(options) {}

  /// Goes on until there were `evaluations` of them in all.
  LbfgsEnd minimise(Vector& x, int evaluations) {
    if (spent_ == 0) {
      gradient_ = Space::zeros(x);
      value_ = problem_.evaluate(x, gradient_);
      spent_ = 1;
      accept(x, value_);
    }
    if (spent_ >= evaluations) {
      return LbfgsEnd::evaluations;
    }
    Vector next = Space::zeros(x);
    Vector next_gradient = Space::zeros(x);
    while (spent_ < evaluations && !stands_still()) {
      if (problem_.resting) {
        problem_.resting();
      }
      if (step(x, next, next_gradient, evaluations)) {
        continue;
      }
      if (spent_ >= evaluations) {
        return LbfgsEnd::evaluations;
      }
      if (pairs_.empty()) {
        return LbfgsEnd::no_progress;
      }
      pairs_.clear();  // a stale model of the curvature is worse than none
    }
    return spent_ < evaluations ? LbfgsEnd::still : LbfgsEnd::evaluations;
  }

  /// Evaluations so far.
  [[nodiscard]] int spent() const { return spent_; }

  /// Passes on, to be written or read, what another one needs to go on from x as this one would.
  template <class Archive>
  void exchange(Archive& archive, const Vector& x) {
    archive.number(spent_);
    archive.number(value_);
    Space::exchange(archive, gradient_, x);
    archive.resize(pairs_, options_.history);
    for (Pair& pair : pairs_) {
      History::exchange(archive, pair.change, x);
      History::exchange(archive, pair.turn, x);
      archive.number(pair.curvature);
    }
    archive.resize(lengths_, steps_to_be_still);
    for (double& step : lengths_) {
      archive.number(step);
    }
  }

 private:
  static constexpr std::size_t steps_to_be_still = 10;

  struct Pair {
    typename History::Slot change;  ///< s = x_k+1 - x_k
    typename History::Slot turn;    ///< y = g_k+1 - g_k
    double curvature = 0;           ///< s·y > 0
  };

  /// Goes from x to a lower point, whose gradient then is gradient_; false if none was found in as many evaluations as
  /// there may be. The other two are scratch memory.
  bool step(Vector& x, Vector& next, Vector& next_gradient, int evaluations) {
    double length = 1;
    for (int attempt = 0; attempt <= options_.backtracks && spent_ < evaluations; ++attempt) {
      // Found again for each attempt: that is quick beside an evaluation, and keeping it would take another vector.
      find_direction(gradient_, next);
      Space::step_from(x, length, next);
      if (problem_.project) {
        problem_.project(next);
      }
      const double slope = whole(Space::dot_difference(gradient_, next, x));
      const double next_value = problem_.evaluate(next, next_gradient);
      ++spent_;
      // A NaN fails the comparison, and so counts as too long a step.
      if (slope < 0 && next_value <= value_ + options_.decrease * slope) {
        // NOLINTNEXTLINE(readability-suspicious-call-argument): the next point is the new one
        remember(next, x, next_gradient, gradient_);
        std::swap(x, next);
        std::swap(gradient_, next_gradient);
        value_ = next_value;
        accept(x, value_);
        return true;
      }
      length *= shorten(value_, slope, next_value);
    }
    return false;
  }

  /// The sum over all of which these vectors are a part.
  [[nodiscard]] double whole(double part) const { return problem_.whole_sum ? problem_.whole_sum(part) : part; }

  void accept(const Vector& x, double value) const {
    if (problem_.accepted) {
      problem_.accepted(x, value);
    }
  }

  /// -H·gradient, or a scaled steepest descent where there is no history.
  void find_direction(const Vector& gradient, Vector& direction) const {
    if (pairs_.empty()) {
      const double magnitudes = whole(Space::sum_of_magnitudes(gradient));
      const double mean = magnitudes / whole(Space::length(gradient));
      Space::assign_scaled(magnitudes > 0 ? -options_.first_change / mean : 0, gradient, direction);
      return;
    }
    Space::assign_scaled(-1, gradient, direction);
    std::vector<double> alphas(pairs_.size());
    for (std::size_t i = pairs_.size(); i-- > 0;) {
      alphas[i] = whole(History::dot(pairs_[i].change, direction)) / pairs_[i].curvature;
      History::axpy(-alphas[i], pairs_[i].turn, direction);
    }
    const Pair& latest = pairs_.back();
    Space::scale(latest.curvature / whole(History::dot_slots(latest.turn, latest.turn)), direction);
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      const double beta = whole(History::dot(pairs_[i].turn, direction)) / pairs_[i].curvature;
      History::axpy(alphas[i] - beta, pairs_[i].change, direction);
    }
  }

  void remember(const Vector& x, const Vector& old_x, const Vector& gradient, const Vector& old_gradient) {
    Pair pair;
    if (pairs_.size() == options_.history) {
      pair = std::move(pairs_.front());  // whose memory is used again
      pairs_.pop_front();
    }
    History::put(x, old_x, pair.change);
    History::put(gradient, old_gradient, pair.turn);
    // Of what is kept, however coarsely: so the model of the curvature stays one of some convex function.
    pair.curvature = whole(History::dot_slots(pair.change, pair.turn));
    const double squared_length = whole(History::dot_slots(pair.change, pair.change));
    lengths_.push_back(std::sqrt(squared_length));
    const double size = squared_length * whole(History::dot_slots(pair.turn, pair.turn));
    // Too little curvature, or none, would blow the next step up.
    if (pair.curvature > 1e-10 * std::sqrt(size)) {
      pairs_.push_back(std::move(pair));
    }
  }

  /// Whether x has not left the neighbourhood that it was in ten steps ago: the way is never shorter than the distance.
  bool stands_still() {
    if (lengths_.size() > steps_to_be_still) {
      lengths_.pop_front();
    }
    return lengths_.size() == steps_to_be_still &&
           std::accumulate(lengths_.begin(), lengths_.end(), 0.0) < options_.still;
  }

  /// The minimum of the parabola through value, slope and the value found, as a part of the step, within 0.1 to 0.5.
  static double shorten(double value, double slope, double found) {
    const double rise = found - value - slope;
    const double best = rise > 0 ? -slope / (2 * rise) : 0.5;
    return std::isfinite(best) ? std::clamp(best, 0.1, 0.5) : 0.1;
  }

  Problem<Space> problem_;
  LbfgsOptions options_;
  int spent_ = 0;     ///< evaluations
  double value_ = 0;  ///< at x
  Vector gradient_;   ///< likewise
  std::deque<Pair> pairs_;
  std::deque<double> lengths_;  ///< of the latest steps
};

}  // namespace neural_style
