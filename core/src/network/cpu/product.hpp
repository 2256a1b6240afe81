// The one inner loop of all matrix products here: a block of the product that stays in registers.
#pragma once

#include <cstddef>

namespace neural_style::cpu {

/// A block of `Isa::rows` rows and two vectors of columns. Goto and van de Geijn, "Anatomy of High-Performance Matrix
/// Multiplication", 2008.
template <class Isa>
struct Block {
  using Vector = typename Isa::Vector;
  static constexpr int rows = Isa::rows;
  static constexpr int columns = 2 * Isa::width;

  Vector sum[rows][2];

  /// sum = A·B over `depth` products. A(i, k) is a[i·row + k·step], row k of B is at b[k·b_step].
  [[gnu::always_inline]] void multiply(const float* a, std::ptrdiff_t row, std::ptrdiff_t step, const float* b,
                                       std::ptrdiff_t b_step, int depth) {
#pragma GCC unroll 12
    for (int i = 0; i < rows; ++i) {
      sum[i][0] = Isa::zero();
      sum[i][1] = Isa::zero();
    }
    for (int k = 0; k < depth; ++k) {
      const Vector left = Isa::load(b);
      const Vector right = Isa::load(b + Isa::width);
#pragma GCC unroll 12
      for (int i = 0; i < rows; ++i) {
        const Vector factor = Isa::all(a[i * row]);
        sum[i][0] = Isa::fma(factor, left, sum[i][0]);
        sum[i][1] = Isa::fma(factor, right, sum[i][1]);
      }
      a += step;
      b += b_step;
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
};

}  // namespace neural_style::cpu
