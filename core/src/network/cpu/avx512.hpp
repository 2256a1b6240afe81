// Sixteen floats at a time: AVX-512.
#pragma once

#include <immintrin.h>

#include <cstdint>
#include <cstring>

namespace neural_style::cpu {

struct Avx512 {
  using Vector = __m512;
  static constexpr int width = 16;
  /// Rows of a register block that is two vectors wide: with 12, 24 of the 32 registers add up.
  static constexpr int rows = 12;

  static Vector zero() { return _mm512_setzero_ps(); }
  static Vector load(const float* from) { return _mm512_loadu_ps(from); }
  static void store(float* to, Vector x) { _mm512_storeu_ps(to, x); }
  static Vector all(float x) { return _mm512_set1_ps(x); }
  static Vector add(Vector x, Vector y) { return _mm512_add_ps(x, y); }
  static Vector sub(Vector x, Vector y) { return _mm512_sub_ps(x, y); }
  static Vector mul(Vector x, Vector y) { return _mm512_mul_ps(x, y); }
  static Vector larger(Vector x, Vector y) { return _mm512_max_ps(x, y); }
  /// x·y + z
  static Vector fma(Vector x, Vector y, Vector z) { return _mm512_fmadd_ps(x, y, z); }

  /// One bit a float.
  using Bits = std::uint16_t;
  static Bits positive(Vector x) { return _mm512_cmp_ps_mask(x, zero(), _CMP_GT_OQ); }
  static Bits equal(Vector x, Vector y) { return _mm512_cmp_ps_mask(x, y, _CMP_EQ_OQ); }
  static Bits load_bits(const std::uint8_t* from) {
    Bits bits;
    std::memcpy(&bits, from, sizeof bits);
    return bits;
  }
  static void store_bits(std::uint8_t* to, Bits bits) { std::memcpy(to, &bits, sizeof bits); }
  /// x where the bit is set, elsewhere 0.
  static Vector keep(Bits bits, Vector x) { return _mm512_maskz_mov_ps(bits, x); }

  /// to[0..15] += x, in double precision.
  static void add_to(double* to, Vector x) {
    const __m256 low = _mm512_castps512_ps256(x);
    const __m256 high = _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(x), 1));
    _mm512_storeu_pd(to, _mm512_add_pd(_mm512_loadu_pd(to), _mm512_cvtps_pd(low)));
    _mm512_storeu_pd(to + 8, _mm512_add_pd(_mm512_loadu_pd(to + 8), _mm512_cvtps_pd(high)));
  }
};

}  // namespace neural_style::cpu
