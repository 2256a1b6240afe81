// L-BFGS: Nocedal, "Updating Quasi-Newton Matrices with Limited Storage", 1980; two-loop recursion as in Nocedal and
// Wright, "Numerical Optimization", 2nd edition, algorithm 7.4; backtracking after Armijo along the projected step.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <deque>
#include <utility>
#include <vector>

#include "optimise/problem.hpp"

namespace neural_style {

struct LbfgsOptions {
  std::size_t history = 15;  ///< pairs kept
  double first_change = 2;   ///< mean magnitude of the first step, in the units of x
  double decrease = 1e-4;    ///< Armijo: part of the promised decrease that a step must bring
  int backtracks = 8;        ///< shorter steps tried before the history is thrown away
};

/// Why the minimisation ended.
enum class LbfgsEnd { evaluations, no_progress };

/// Spends up to `evaluations` evaluations from x; x ends at the best point accepted.
template <class Space>
class Lbfgs {
 public:
  using Vector = typename Space::Vector;

  Lbfgs(const Problem<Space>& problem, const LbfgsOptions& options) : problem_(problem), options_(options) {}

  LbfgsEnd minimise(Vector& x, int evaluations) {
    Vector gradient(x.size());
    int spent = 1;
    double value = problem_.evaluate(x, gradient);
    accept(x, value);
    Vector next;
    Vector next_gradient(x.size());
    while (spent < evaluations) {
      Vector direction = descent_direction(gradient);
      double length = 1;
      bool moved = false;
      for (int attempt = 0; attempt <= options_.backtracks && spent < evaluations; ++attempt) {
        next = x;
        Space::axpy(length, direction, next);
        if (problem_.project) {
          problem_.project(next);
        }
        Vector change = next;
        Space::axpy(-1, x, change);
        const double slope = Space::dot(gradient, change);
        const double next_value = problem_.evaluate(next, next_gradient);
        ++spent;
        // A NaN fails the comparison, and so counts as too long a step.
        if (slope < 0 && next_value <= value + options_.decrease * slope) {
          Vector turn = next_gradient;
          Space::axpy(-1, gradient, turn);
          remember(std::move(change), std::move(turn));
          std::swap(x, next);
          std::swap(gradient, next_gradient);
          value = next_value;
          accept(x, value);
          moved = true;
          break;
        }
        length *= shorten(value, slope, next_value);
      }
      if (!moved) {
        if (pairs_.empty() || spent >= evaluations) {
          return spent >= evaluations ? LbfgsEnd::evaluations : LbfgsEnd::no_progress;
        }
        pairs_.clear();  // a stale model of the curvature is worse than none
      }
    }
    return LbfgsEnd::evaluations;
  }

 private:
  struct Pair {
    Vector change;         ///< s = x_k+1 - x_k
    Vector turn;           ///< y = g_k+1 - g_k
    double curvature = 0;  ///< s·y > 0
  };

  void accept(const Vector& x, double value) const {
    if (problem_.accepted) {
      problem_.accepted(x, value);
    }
  }

  /// -H·gradient, or a scaled steepest descent where there is no history.
  [[nodiscard]] Vector descent_direction(const Vector& gradient) const {
    Vector direction = gradient;
    if (pairs_.empty()) {
      const double magnitude = Space::mean_magnitude(gradient);
      Space::scale(magnitude > 0 ? -options_.first_change / magnitude : 0, direction);
      return direction;
    }
    std::vector<double> alphas(pairs_.size());
    for (std::size_t i = pairs_.size(); i-- > 0;) {
      alphas[i] = Space::dot(pairs_[i].change, direction) / pairs_[i].curvature;
      Space::axpy(-alphas[i], pairs_[i].turn, direction);
    }
    const Pair& latest = pairs_.back();
    Space::scale(latest.curvature / Space::dot(latest.turn, latest.turn), direction);
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      const double beta = Space::dot(pairs_[i].turn, direction) / pairs_[i].curvature;
      Space::axpy(alphas[i] - beta, pairs_[i].change, direction);
    }
    Space::scale(-1, direction);
    return direction;
  }

  void remember(Vector change, Vector turn) {
    const double curvature = Space::dot(change, turn);
    // Too little curvature, or none, would blow the next step up.
    if (curvature <= 1e-10 * std::sqrt(Space::dot(change, change) * Space::dot(turn, turn))) {
      return;
    }
    if (pairs_.size() == options_.history) {
      pairs_.pop_front();
    }
    pairs_.push_back({std::move(change), std::move(turn), curvature});
  }

  /// The minimum of the parabola through value, slope and the value found, as a part of the step, within 0.1 to 0.5.
  static double shorten(double value, double slope, double found) {
    const double rise = found - value - slope;
    const double best = rise > 0 ? -slope / (2 * rise) : 0.5;
    return std::isfinite(best) ? std::clamp(best, 0.1, 0.5) : 0.1;
  }

  Problem<Space> problem_;
  LbfgsOptions options_;
  std::deque<Pair> pairs_;
};

}  // namespace neural_style
