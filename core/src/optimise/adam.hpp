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
class Adam {
 public:
  using Vector = typename Space::Vector;

  Adam(const Problem<Space>& problem, const AdamOptions& options) : problem_(problem), options_(options) {}

  void minimise(Vector& x, int evaluations) {
    Vector gradient(x.size());
    mean_.resize(x.size());
    square_.resize(x.size());
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

  /// Passes on, to be written or read, what another one needs to go on from an x of `length` as this one would.
  template <class Archive>
  void exchange(Archive& archive, std::size_t length) {
    archive.number(steps_);
    archive.numbers(mean_, length);
    archive.numbers(square_, length);
  }

 private:
  using Number = typename Vector::value_type;

  void step(const Vector& gradient, Vector& x) {
    const auto beta1 = static_cast<Number>(options_.beta1);
    const auto beta2 = static_cast<Number>(options_.beta2);
    const auto rate = static_cast<Number>(options_.learning_rate / (1 - std::pow(options_.beta1, steps_)));
    const auto correction = static_cast<Number>(1 / (1 - std::pow(options_.beta2, steps_)));
    const auto epsilon = static_cast<Number>(options_.epsilon);
    for (std::size_t i = 0; i < x.size(); ++i) {
      mean_[i] = beta1 * mean_[i] + (1 - beta1) * gradient[i];
      square_[i] = beta2 * square_[i] + (1 - beta2) * gradient[i] * gradient[i];
      x[i] -= rate * mean_[i] / (std::sqrt(square_[i] * correction) + epsilon);
    }
  }

  Problem<Space> problem_;
  AdamOptions options_;
  int steps_ = 0;
  Vector mean_;
  Vector square_;
};

}  // namespace neural_style
