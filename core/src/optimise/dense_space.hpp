// Vectors as the optimisers want them: plain memory.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace neural_style {

/// The operations that an optimiser needs of its vectors, on std::vector. Sums are in double, in an order that depends
/// on the length alone, so that runs repeat exactly.
template <class Number>
struct DenseSpace {
  using Vector = std::vector<Number>;

  static double dot(const Vector& x, const Vector& y) {
    constexpr std::size_t lanes = 16;  // independent sums, so that the compiler can use the whole width of the CPU
    std::array<double, lanes> sums{};
    const std::size_t whole = x.size() - x.size() % lanes;
    for (std::size_t i = 0; i < whole; i += lanes) {
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        sums[lane] += static_cast<double>(x[i + lane]) * static_cast<double>(y[i + lane]);
      }
    }
    for (std::size_t i = whole; i < x.size(); ++i) {
      sums[i - whole] += static_cast<double>(x[i]) * static_cast<double>(y[i]);
    }
    double total = 0;
    for (const double sum : sums) {
      total += sum;
    }
    return total;
  }

  /// y += a·x
  static void axpy(double a, const Vector& x, Vector& y) {
    const auto factor = static_cast<Number>(a);
    for (std::size_t i = 0; i < x.size(); ++i) {
      y[i] += factor * x[i];
    }
  }

  /// x *= a
  static void scale(double a, Vector& x) {
    const auto factor = static_cast<Number>(a);
    for (Number& value : x) {
      value *= factor;
    }
  }

  /// Mean of |x_i|.
  static double mean_magnitude(const Vector& x) {
    double sum = 0;
    for (const Number value : x) {
      sum += value < 0 ? -static_cast<double>(value) : static_cast<double>(value);
    }
    return x.empty() ? 0 : sum / static_cast<double>(x.size());
  }
};

}  // namespace neural_style
