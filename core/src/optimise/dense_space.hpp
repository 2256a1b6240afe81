// Vectors as the optimisers want them: plain memory.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "optimise/adam_step.hpp"
#include "optimise/pieces.hpp"

namespace neural_style {

/// The operations that an optimiser needs of its vectors, on std::vector. Sums are in double, in an order that depends
/// on the length alone, so that runs repeat exactly.
template <class Number>
struct DenseSpace {
  using Vector = std::vector<Number>;

  /// As many zeros as x has numbers, and where x is.
  static Vector zeros(const Vector& x) { return Vector(x.size()); }

  /// Passes on a vector like x, as Lbfgs::exchange() does.
  template <class Archive>
  static void exchange(Archive& archive, Vector& vector, const Vector& x) {
    archive.numbers(vector, x.size());
  }

  static double dot(const Vector& x, const Vector& y) {
    return sum_of_terms(x.size(), [x = x.data(), y = y.data()](std::size_t i) {
      return static_cast<double>(x[i]) * static_cast<double>(y[i]);
    });
  }

  /// y·(to - from)
  static double dot_difference(const Vector& y, const Vector& to, const Vector& from) {
    return sum_of_terms(y.size(), [y = y.data(), to = to.data(), from = from.data()](std::size_t i) {
      return static_cast<double>(y[i]) * (static_cast<double>(to[i]) - static_cast<double>(from[i]));
    });
  }

  /// y += a·x
  static void axpy(double a, const Vector& x, Vector& y) {
    const auto factor = static_cast<Number>(a);
    for_pieces(x.size(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        y[i] += factor * x[i];
      }
    });
  }

  /// y = x + a·y
  static void step_from(const Vector& x, double a, Vector& y) {
    const auto factor = static_cast<Number>(a);
    for_pieces(x.size(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        y[i] = x[i] + factor * y[i];
      }
    });
  }

  /// y = a·x
  static void assign_scaled(double a, const Vector& x, Vector& y) {
    const auto factor = static_cast<Number>(a);
    for_pieces(x.size(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        y[i] = factor * x[i];
      }
    });
  }

  /// x *= a
  static void scale(double a, Vector& x) { assign_scaled(a, x, x); }

  /// Sum of |x_i|, and how many these are.
  static double sum_of_magnitudes(const Vector& x) {
    return sum_of_terms(x.size(), [x = x.data()](std::size_t i) { return std::abs(static_cast<double>(x[i])); });
  }
  static double length(const Vector& x) { return static_cast<double>(x.size()); }

  static void adam_step(const AdamStep& step, const Vector& gradient, Vector& mean, Vector& square, Vector& x) {
    const auto beta1 = static_cast<Number>(step.beta1);
    const auto beta2 = static_cast<Number>(step.beta2);
    const auto rate = static_cast<Number>(step.rate);
    const auto correction = static_cast<Number>(step.correction);
    const auto epsilon = static_cast<Number>(step.epsilon);
    for (std::size_t i = 0; i < x.size(); ++i) {
      mean[i] = beta1 * mean[i] + (1 - beta1) * gradient[i];
      square[i] = beta2 * square[i] + (1 - beta2) * gradient[i] * gradient[i];
      x[i] -= rate * mean[i] / (std::sqrt(square[i] * correction) + epsilon);
    }
  }
};

}  // namespace neural_style
