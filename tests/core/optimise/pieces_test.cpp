// Long vectors: sums that repeat exactly, and what is kept of them in 16 bits.
#include "optimise/pieces.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "optimise/dense_space.hpp"
#include "optimise/half_history.hpp"

namespace neural_style {
namespace {

using Vector = std::vector<float>;

Vector numbers(std::size_t length, unsigned seed) {
  std::mt19937 random(seed);
  Vector values(length);
  for (float& value : values) {
    value = static_cast<float>(random()) / 4e9F - 0.5F;
  }
  return values;
}

constexpr std::size_t long_length = 5 * piece_length + 77;

TEST(Pieces, CoverEveryLengthOnce) {
  for (const std::size_t length : {std::size_t{0}, std::size_t{1}, piece_length, piece_length + 1, long_length}) {
    std::vector<int> visits(length);
    for_pieces(length, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        ++visits[i];
      }
    });
    EXPECT_EQ(visits, std::vector<int>(length, 1));
    EXPECT_EQ(sum_of_terms(length, [](std::size_t) { return 1.0; }), static_cast<double>(length));
  }
}

TEST(Pieces, SumsAreTheSameForAnyNumberOfThreads) {
  const Vector x = numbers(long_length, 1);
  const Vector y = numbers(long_length, 2);
  const int before = omp_get_max_threads();
  omp_set_num_threads(1);
  const double alone = DenseSpace<float>::dot(x, y);
  for (const int threads : {2, 3, 7}) {
    omp_set_num_threads(threads);
    EXPECT_EQ(DenseSpace<float>::dot(x, y), alone);
  }
  omp_set_num_threads(before);
}

TEST(Half, HoldsWhatItHolds) {
  // Every bit pattern without infinities and NaN.
  for (std::uint32_t pattern = 0; pattern < 0x10000; ++pattern) {
    const auto half = static_cast<std::uint16_t>(pattern);
    const float value = from_half(half);
    if (std::abs(value) <= half_largest_power) {
      EXPECT_EQ(to_half(value), half) << value;
    }
  }
  EXPECT_EQ(from_half(0x3C00), 1);
  EXPECT_EQ(from_half(0xC000), -2);
  EXPECT_EQ(from_half(0x7800), half_largest_power);
  EXPECT_EQ(from_half(0x0001), 0x1p-24F);
}

TEST(Half, RoundsToTheNearest) {
  for (const float value : numbers(1000, 3)) {
    for (const float factor : {1e4F, 1.0F, 1e-4F, 1e-7F}) {
      const float wanted = factor * value;
      const std::uint16_t half = to_half(wanted);
      const float distance = std::abs(from_half(half) - wanted);
      for (const int beside : {-1, 1}) {
        const int neighbour = half + beside;
        if (neighbour >= 0 && ((neighbour ^ half) & 0x8000) == 0) {
          EXPECT_LE(distance, std::abs(from_half(static_cast<std::uint16_t>(neighbour)) - wanted));
        }
      }
    }
  }
}

TEST(HalfHistory, KeepsThreeDigitsWhateverTheSize) {
  using History = HalfHistory<float>;
  const Vector y = numbers(long_length, 4);
  for (const float size : {1e-30F, 1e-6F, 1.0F, 1e20F}) {
    Vector from(long_length, 0);
    Vector to = numbers(long_length, 5);
    for (float& value : to) {
      value *= size;
    }
    History::Slot slot;
    History::put(to, from, slot);
    const double exact = DenseSpace<float>::dot(to, to);
    EXPECT_NEAR(History::dot(slot, to) / exact, 1, 1e-4);
    EXPECT_NEAR(History::dot_slots(slot, slot) / exact, 1, 1e-3);
    Vector sum(long_length, 0);
    History::axpy(2, slot, sum);
    for (std::size_t i = 0; i < sum.size(); i += 1000) {
      EXPECT_NEAR(sum[i] / size, 2 * to[i] / size, 1e-3);
    }
  }
  History::Slot nothing;
  History::put(y, y, nothing);
  EXPECT_EQ(History::dot(nothing, y), 0);
}

}  // namespace
}  // namespace neural_style
