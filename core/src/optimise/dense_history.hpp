// Differences of vectors as L-BFGS remembers them: as they are.
#pragma once

#include <cstddef>
#include <vector>

#include "optimise/dense_space.hpp"

namespace neural_style {

template <class Number>
struct DenseHistory {
  using Vector = std::vector<Number>;

  /// What is kept of a difference.
  using Slot = Vector;

  /// slot = to - from
  static void put(const Vector& to, const Vector& from, Slot& slot) {
    slot.resize(to.size());
    for_pieces(to.size(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        slot[i] = to[i] - from[i];
      }
    });
  }

  /// Passes on a slot, as Lbfgs::exchange() does.
  template <class Archive>
  static void exchange(Archive& archive, Slot& slot, std::size_t length) {
    archive.numbers(slot, length);
  }

  static double dot(const Slot& x, const Vector& y) { return DenseSpace<Number>::dot(x, y); }
  static double dot_slots(const Slot& x, const Slot& y) { return DenseSpace<Number>::dot(x, y); }

  /// y += a·x
  static void axpy(double a, const Slot& x, Vector& y) { DenseSpace<Number>::axpy(a, x, y); }
};

}  // namespace neural_style
