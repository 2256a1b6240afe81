// Adam: Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, algorithm 1.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

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
  using Number = typename Vector::value_type;
  Vector gradient(x.size());
  Vector mean(x.size());
  Vector square(x.size());
  for (int step = 1; step <= evaluations; ++step) {
    const double value = problem.evaluate(x, gradient);
    if (problem.accepted) {
      problem.accepted(x, value);
    }
    const auto beta1 = static_cast<Number>(options.beta1);
    const auto beta2 = static_cast<Number>(options.beta2);
    const auto rate = static_cast<Number>(options.learning_rate / (1 - std::pow(options.beta1, step)));
    const auto correction = static_cast<Number>(1 / (1 - std::pow(options.beta2, step)));
    const auto epsilon = static_cast<Number>(options.epsilon);
    for (std::size_t i = 0; i < x.size(); ++i) {
      mean[i] = beta1 * mean[i] + (1 - beta1) * gradient[i];
      square[i] = beta2 * square[i] + (1 - beta2) * gradient[i] * gradient[i];
      x[i] -= rate * mean[i] / (std::sqrt(square[i] * correction) + epsilon);
    }
    if (problem.project) {
      problem.project(x);
    }
  }
}

}  // namespace neural_style
