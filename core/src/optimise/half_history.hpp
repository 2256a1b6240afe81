// Differences of vectors as L-BFGS remembers them where memory is short: in 16 bits a number, three digits, with a
// factor for each difference that puts its largest number at the upper end of their range.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "optimise/half.hpp"
#include "optimise/pieces.hpp"

namespace neural_style {

/// As DenseHistory.
template <class Number>
struct HalfHistory {
  using Vector = std::vector<Number>;

  struct Slot {
    std::vector<std::uint16_t> halves;
    double unit = 1;  ///< what a half of 1 stands for
  };

  static void put(const Vector& to, const Vector& from, Slot& slot) {
    const auto largest = of_pieces(to.size(), [&](std::size_t begin, std::size_t end) {
      Number most = 0;
      for (std::size_t i = begin; i < end; ++i) {
        most = std::max(most, std::abs(to[i] - from[i]));
      }
      return static_cast<double>(most);
    });
    const double most = largest.empty() ? 0 : *std::ranges::max_element(largest);
    slot.unit = most > 0 ? most / static_cast<double>(half_largest_power) : 1;
    slot.halves.resize(to.size());
    const auto factor = static_cast<Number>(1 / slot.unit);
    for_pieces(to.size(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        slot.halves[i] = to_half(
            std::clamp(static_cast<float>(factor * (to[i] - from[i])), -half_largest_power, half_largest_power));
      }
    });
  }

  template <class Archive>
  static void exchange(Archive& archive, Slot& slot, std::size_t length) {
    archive.number(slot.unit);
    archive.numbers(slot.halves, length);
  }

  static double dot(const Slot& x, const Vector& y) {
    return x.unit * sum_of_terms(y.size(), [x = x.halves.data(), y = y.data()](std::size_t i) {
             return static_cast<double>(from_half(x[i])) * static_cast<double>(y[i]);
           });
  }

  static double dot_slots(const Slot& x, const Slot& y) {
    return x.unit * y.unit * sum_of_terms(x.halves.size(), [x = x.halves.data(), y = y.halves.data()](std::size_t i) {
             return static_cast<double>(from_half(x[i])) * static_cast<double>(from_half(y[i]));
           });
  }

  static void axpy(double a, const Slot& x, Vector& y) {
    const auto factor = static_cast<Number>(a * x.unit);
    for_pieces(y.size(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        y[i] += factor * static_cast<Number>(from_half(x.halves[i]));
      }
    });
  }
};

}  // namespace neural_style
