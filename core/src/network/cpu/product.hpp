// The one inner loop of all matrix products here: a block of the product that stays in registers.
#pragma once

#include <cstddef>

#include "network/cpu/ahead.hpp"

namespace neural_style::cpu {

/// A block of `Isa::rows` rows and two vectors of columns. Goto and van de Geijn, "Anatomy of High-Performance Matrix
/// Multiplication", 2008.
template <class Isa>
struct Block {
  using Vector = typename Isa::Vector;
  static constexpr int rows = Isa::rows;
  static constexpr int columns = 2 * Isa::width;

  Vector sum[rows][2];

  /// sum = A·B over `depth` products, with the first of which goes what is `ahead`. A(i, k) is a[i·row + k·step], row k
  /// of B is at b[k·b_step].
  [[gnu::always_inline]] void multiply(const float* a, std::ptrdiff_t row, std::ptrdiff_t step, const float* b,
                                       std::ptrdiff_t b_step, int depth, const Ahead& ahead = {}) {
#pragma GCC unroll 12
    for (int i = 0; i < rows; ++i) {
      sum[i][0] = Isa::zero();
      sum[i][1] = Isa::zero();
    }
    const int fetching = ahead.steps < depth ? ahead.steps : depth;
    const float* one = ahead.one;
    const float* other = ahead.other;
    for (int k = 0; k < fetching; ++k, one += ahead.stride, other += ahead.stride, a += step, b += b_step) {
      fetch(one);
      fetch(other);
      add(a, row, b);
    }
    for (int k = fetching; k < depth; ++k, a += step, b += b_step) {
      add(a, row, b);
    }
  }

  /// Hands each of the first `count` rows to `use`(i, left, right). Unrolled, so that the sums stay in registers.
  template <class Use>
  [[gnu::always_inline]] void rows_to(int count, const Use& use) const {
#pragma GCC unroll 12
    for (int i = 0; i < rows; ++i) {
      if (i < count) {
        use(i, sum[i][0], sum[i][1]);
      }
    }
  }

 private:
  /// One of the depth's products.
  [[gnu::always_inline]] void add(const float* a, std::ptrdiff_t row, const float* b) {
    const Vector left = Isa::load(b);
    const Vector right = Isa::load(b + Isa::width);
#pragma GCC unroll 12
    for (int i = 0; i < rows; ++i) {
      const Vector factor = Isa::all(a[i * row]);
      sum[i][0] = Isa::fma(factor, left, sum[i][0]);
      sum[i][1] = Isa::fma(factor, right, sum[i][1]);
    }
  }
};

}  // namespace neural_style::cpu
