// The small matrices of Winograd's F(4x4, 3x3), a vector of channels at a time.
#pragma once

#include <cstddef>

namespace neural_style::cpu {

template <class Isa>
struct WinogradTransforms {
  using Vector = typename Isa::Vector;

  static constexpr int side = 4;          // of a tile of outputs
  static constexpr int patch = side + 2;  // of the inputs that it needs

  /// G g, three weights to six.
  [[gnu::always_inline]] static void transform_kernel(Vector a, Vector b, Vector c, Vector (&to)[patch]) {
    const Vector sixth = Isa::all(-1.0F / 6);
    const Vector outer = Isa::add(a, c);
    const Vector sum = Isa::fma(Isa::all(1.0F / 24), a, Isa::mul(Isa::all(1.0F / 6), c));
    const Vector twelfth = Isa::mul(Isa::all(1.0F / 12), b);
    to[0] = Isa::mul(Isa::all(0.25F), a);
    to[1] = Isa::mul(sixth, Isa::add(outer, b));
    to[2] = Isa::mul(sixth, Isa::sub(outer, b));
    to[3] = Isa::add(sum, twelfth);
    to[4] = Isa::sub(sum, twelfth);
    to[5] = c;
  }

  /// Bᵀ d: six inputs to six points.
  [[gnu::always_inline]] static void transform_patch(const Vector (&d)[patch], Vector (&to)[patch]) {
    const Vector two = Isa::all(2);
    const Vector minus4 = Isa::all(-4);
    const Vector four = Isa::all(4);
    const Vector minus5 = Isa::all(-5);
    const Vector even = Isa::fma(minus4, d[2], d[4]);
    const Vector odd = Isa::fma(minus4, d[1], d[3]);
    const Vector even2 = Isa::sub(d[4], d[2]);
    const Vector odd2 = Isa::mul(two, Isa::sub(d[3], d[1]));
    to[0] = Isa::fma(four, d[0], Isa::fma(minus5, d[2], d[4]));
    to[1] = Isa::add(even, odd);
    to[2] = Isa::sub(even, odd);
    to[3] = Isa::add(even2, odd2);
    to[4] = Isa::sub(even2, odd2);
    to[5] = Isa::fma(four, d[1], Isa::fma(minus5, d[3], d[5]));
  }

  /// Aᵀ m: six points to four outputs.
  [[gnu::always_inline]] static void transform_products(const Vector (&m)[patch], Vector (&to)[side]) {
    const Vector sum1 = Isa::add(m[1], m[2]);
    const Vector sum2 = Isa::add(m[3], m[4]);
    const Vector difference1 = Isa::sub(m[1], m[2]);
    const Vector difference2 = Isa::sub(m[3], m[4]);
    to[0] = Isa::add(Isa::add(m[0], sum1), sum2);
    to[1] = Isa::fma(Isa::all(2), difference2, difference1);
    to[2] = Isa::fma(Isa::all(4), sum2, sum1);
    to[3] = Isa::add(Isa::fma(Isa::all(8), difference2, difference1), m[5]);
  }

  [[gnu::always_inline]] static void transform_tile(const float* products, std::size_t stride,
                                                    Vector (&tile)[side][side]) {
    Vector half[side][patch];
    for (int j = 0; j < patch; ++j) {
      Vector m[patch];
      Vector column[side];
#pragma GCC unroll 6
      for (int i = 0; i < patch; ++i) {
        m[i] = Isa::load(products + static_cast<std::size_t>(i * patch + j) * stride);
      }
      transform_products(m, column);
#pragma GCC unroll 4
      for (int i = 0; i < side; ++i) {
        half[i][j] = column[i];
      }
    }
    for (int i = 0; i < side; ++i) {
      transform_products(half[i], tile[i]);
    }
  }
};

}  // namespace neural_style::cpu
