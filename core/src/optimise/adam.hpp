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
void minimise_adam(const Problem<Space>& problem, typename Space::Vector& x, int evaluations,
                   const AdamOptions& options) {
  using Vector = typename Space::Vector;
  Vector gradient = Space::zeros(x);
  Vector mean = Space::zeros(x);
  Vector square = Space::zeros(x);
  for (int step = 1; step <= evaluations; ++step) {
    const double value = problem.evaluate(x, gradient);
    if (problem.accepted) {
      problem.accepted(x, value);
    }
    const double rate = options.learning_rate / (1 - std::pow(options.beta1, step));
    const double correction = 1 / (1 - std::pow(options.beta2, step));
    Space::adam_step({options.beta1, options.beta2, rate, correction, options.epsilon}, gradient, mean, square, x);
    if (problem.project) {
      problem.project(x);
    }
  }
}

}  // namespace neural_style
