// Eight floats at a time: AVX2 with FMA.
#pragma once

#include <immintrin.h>

#include <cstdint>

namespace neural_style::cpu {

struct Avx2 {
  using Vector = __m256;
  static constexpr int width = 8;
  /// Rows of a register block that is two vectors wide: with 6, 12 of the 16 registers add up.
  static constexpr int rows = 6;

  static Vector zero() { return _mm256_setzero_ps(); }
  static Vector load(const float* from) { return _mm256_loadu_ps(from); }
  static void store(float* to, Vector x) { _mm256_storeu_ps(to, x); }
  static Vector all(float x) { return _mm256_set1_ps(x); }
  static Vector add(Vector x, Vector y) { return _mm256_add_ps(x, y); }
  static Vector sub(Vector x, Vector y) { return _mm256_sub_ps(x, y); }
  static Vector mul(Vector x, Vector y) { return _mm256_mul_ps(x, y); }
  static Vector larger(Vector x, Vector y) { return _mm256_max_ps(x, y); }
  /// x·y + z
  static Vector fma(Vector x, Vector y, Vector z) { return _mm256_fmadd_ps(x, y, z); }

  /// One bit a float.
  using Bits = std::uint8_t;
  static Bits positive(Vector x) { return static_cast<Bits>(_mm256_movemask_ps(_mm256_cmp_ps(x, zero(), _CMP_GT_OQ))); }
  static Bits equal(Vector x, Vector y) {
    return static_cast<Bits>(_mm256_movemask_ps(_mm256_cmp_ps(x, y, _CMP_EQ_OQ)));
  }
  static Bits load_bits(const std::uint8_t* from) { return *from; }
  static void store_bits(std::uint8_t* to, Bits bits) { *to = bits; }
  /// x where the bit is set, elsewhere 0.
  static Vector keep(Bits bits, Vector x) {
    const __m256i place = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
    const __m256i set = _mm256_and_si256(_mm256_set1_epi32(bits), place);
    return _mm256_and_ps(x, _mm256_castsi256_ps(_mm256_cmpeq_epi32(set, place)));
  }

  /// to[0..7] += x, in double precision.
  static void add_to(double* to, Vector x) {
    _mm256_storeu_pd(to, _mm256_add_pd(_mm256_loadu_pd(to), _mm256_cvtps_pd(_mm256_castps256_ps128(x))));
    _mm256_storeu_pd(to + 4, _mm256_add_pd(_mm256_loadu_pd(to + 4), _mm256_cvtps_pd(_mm256_extractf128_ps(x, 1))));
  }
};

}  // namespace neural_style::cpu
