// Adam: Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, algorithm 1.
#pragma once

#include <cmath>

#include "optimise/adam_step.hpp"
#include "optimise/problem.hpp"

namespace neural_style {

struct AdamOptions {
  double learning_rate = 2;  ///< in the units of x
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
};

/// Takes `evaluations` steps from x, one evaluation each: the value is taken before the step, as the usual training
/// loop prints it. x ends at the last point, whose value nobody has asked for.
template <class Space>
class Adam {
 public:
  using Vector = typename Space::Vector;

  Adam(const Problem<Space>& problem, const AdamOptions& options) : problem_(problem), options_(options) {}

  /// Goes on until there were `evaluations` of them in all.
  void minimise(Vector& x, int evaluations) {
    Vector gradient = Space::zeros(x);
    if (steps_ == 0) {
      mean_ = Space::zeros(x);
      square_ = Space::zeros(x);
    }
    while (steps_ < evaluations) {
      if (steps_ > 0 && problem_.resting) {
        problem_.resting();
      }
      const double value = problem_.evaluate(x, gradient);
      if (problem_.accepted) {
        problem_.accepted(x, value);
      }
      ++steps_;
      step(gradient, x);
      if (problem_.project) {
        problem_.project(x);
      }
    }
  }

  /// Evaluations so far.
  [[nodiscard]] int spent() const { return steps_; }

  /// Passes on, to be written or read, what another one needs to go on from x as this one would.
  template <class Archive>
  void exchange(Archive& archive, const Vector& x) {
    archive.number(steps_);
    Space::exchange(archive, mean_, x);
    Space::exchange(archive, square_, x);
  }

 private:
  void step(const Vector& gradient, Vector& x) {
    const double rate = options_.learning_rate / (1 - std::pow(options_.beta1, steps_));
    const double correction = 1 / (1 - std::pow(options_.beta2, steps_));
    Space::adam_step({options_.beta1, options_.beta2, rate, correction, options_.epsilon}, gradient, mean_, square_, x);
  }

  Problem<Space> problem_;
  AdamOptions options_;
  int steps_ = 0;
  Vector mean_;
  Vector square_;
};

}  // namespace neural_style
