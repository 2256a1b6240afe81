// The small matrices of Winograd's F(4x4, 3x3) and F(6x6, 3x3), a vector of channels at a time.
#pragma once

namespace neural_style::cpu {

/// For tiles of `side` outputs a side. Outputs, weights and inputs are polynomials; what is multiplied are their values
/// at some points. Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016.
template <class Isa, int side>
struct WinogradTransforms;

/// The points 0, ±1, ±2, ∞.
template <class Isa>
struct WinogradTransforms<Isa, 4> {
  using Vector = typename Isa::Vector;

  /// G g, three weights to six.
  [[gnu::always_inline]] static void transform_kernel(Vector a, Vector b, Vector c, Vector (&to)[6]) {
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
  [[gnu::always_inline]] static void transform_patch(const Vector (&d)[6], Vector (&to)[6]) {
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
  [[gnu::always_inline]] static void transform_products(const Vector (&m)[6], Vector (&to)[4]) {
    const Vector sum1 = Isa::add(m[1], m[2]);
    const Vector sum2 = Isa::add(m[3], m[4]);
    const Vector difference1 = Isa::sub(m[1], m[2]);
    const Vector difference2 = Isa::sub(m[3], m[4]);
    to[0] = Isa::add(Isa::add(m[0], sum1), sum2);
    to[1] = Isa::fma(Isa::all(2), difference2, difference1);
    to[2] = Isa::fma(Isa::all(4), sum2, sum1);
    to[3] = Isa::add(Isa::fma(Isa::all(8), difference2, difference1), m[5]);
  }
};

/// The points 0, ±1, ±2, ±1/2, ∞.
template <class Isa>
struct WinogradTransforms<Isa, 6> {
  using Vector = typename Isa::Vector;

  /// G g, three weights to eight.
  [[gnu::always_inline]] static void transform_kernel(Vector a, Vector b, Vector c, Vector (&to)[8]) {
    const Vector ninths = Isa::all(-2.0F / 9);
    const Vector outer = Isa::add(a, c);
    const Vector even2 = Isa::fma(Isa::all(1.0F / 90), a, Isa::mul(Isa::all(2.0F / 45), c));
    const Vector odd2 = Isa::mul(Isa::all(1.0F / 45), b);
    const Vector even3 = Isa::fma(Isa::all(32.0F / 45), a, Isa::mul(Isa::all(8.0F / 45), c));
    const Vector odd3 = Isa::mul(Isa::all(16.0F / 45), b);
    to[0] = a;
    to[1] = Isa::mul(ninths, Isa::add(outer, b));
    to[2] = Isa::mul(ninths, Isa::sub(outer, b));
    to[3] = Isa::add(even2, odd2);
    to[4] = Isa::sub(even2, odd2);
    to[5] = Isa::add(even3, odd3);
    to[6] = Isa::sub(even3, odd3);
    to[7] = c;
  }

  /// Bᵀ d: eight inputs to eight points.
  [[gnu::always_inline]] static void transform_patch(const Vector (&d)[8], Vector (&to)[8]) {
    const Vector quarters21 = Isa::all(5.25F);
    const Vector minus17quarters = Isa::all(-4.25F);
    const Vector minus5halves = Isa::all(-2.5F);
    const Vector half = Isa::all(0.5F);
    const Vector two = Isa::all(2);
    const Vector even1 = Isa::fma(minus17quarters, d[4], Isa::add(d[2], d[6]));
    const Vector odd1 = Isa::fma(minus17quarters, d[3], Isa::add(d[1], d[5]));
    const Vector even2 = Isa::fma(Isa::all(-1.25F), d[4], Isa::fma(Isa::all(0.25F), d[2], d[6]));
    const Vector odd2 = Isa::fma(minus5halves, d[3], Isa::fma(half, d[1], Isa::mul(two, d[5])));
    const Vector even3 = Isa::fma(Isa::all(-5), d[4], Isa::fma(Isa::all(4), d[2], d[6]));
    const Vector odd3 = Isa::fma(minus5halves, d[3], Isa::fma(half, d[5], Isa::mul(two, d[1])));
    to[0] = Isa::fma(quarters21, Isa::sub(d[4], d[2]), Isa::sub(d[0], d[6]));
    to[1] = Isa::add(even1, odd1);
    to[2] = Isa::sub(even1, odd1);
    to[3] = Isa::add(even2, odd2);
    to[4] = Isa::sub(even2, odd2);
    to[5] = Isa::add(even3, odd3);
    to[6] = Isa::sub(even3, odd3);
    to[7] = Isa::fma(quarters21, Isa::sub(d[3], d[5]), Isa::sub(d[7], d[1]));
  }

  /// Aᵀ m: eight points to six outputs.
  [[gnu::always_inline]] static void transform_products(const Vector (&m)[8], Vector (&to)[6]) {
    const Vector sum1 = Isa::add(m[1], m[2]);
    const Vector sum2 = Isa::add(m[3], m[4]);
    const Vector sum3 = Isa::add(m[5], m[6]);
    const Vector difference1 = Isa::sub(m[1], m[2]);
    const Vector difference2 = Isa::sub(m[3], m[4]);
    const Vector difference3 = Isa::sub(m[5], m[6]);
    to[0] = Isa::add(Isa::add(m[0], sum1), Isa::add(sum2, sum3));
    to[1] = Isa::fma(Isa::all(2), difference2, Isa::fma(Isa::all(0.5F), difference3, difference1));
    to[2] = Isa::fma(Isa::all(4), sum2, Isa::fma(Isa::all(0.25F), sum3, sum1));
    to[3] = Isa::fma(Isa::all(8), difference2, Isa::fma(Isa::all(0.125F), difference3, difference1));
    to[4] = Isa::fma(Isa::all(16), sum2, Isa::fma(Isa::all(0.0625F), sum3, sum1));
    to[5] = Isa::add(Isa::fma(Isa::all(32), difference2, Isa::fma(Isa::all(0.03125F), difference3, difference1)), m[7]);
  }
};

}  // namespace neural_style::cpu
