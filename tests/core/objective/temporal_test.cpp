// The term that holds a frame to the one before.
#include "objective/temporal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

namespace neural_style {
namespace {

constexpr int width = 7;
constexpr int height = 5;
constexpr std::size_t pixels = std::size_t{width} * height;

Planes noise(unsigned seed, float low, float high) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> value(low, high);
  Planes planes(3 * pixels);
  for (float& each : planes) {
    each = value(random);
  }
  return planes;
}

Mask weights() {
  Mask mask(width, height);
  for (std::size_t i = 0; i < pixels; ++i) {
    mask.samples()[i] = static_cast<float>(i % 3) / 2;  // 0, a half, 1
  }
  return mask;
}

TEST(TemporalTerm, GradientMatchesFiniteDifferences) {
  const TemporalTerm term(noise(1, 0, 255), weights());
  const Planes picture = noise(2, 0, 255);
  Planes gradient(3 * pixels, 1);
  constexpr double factor = 7;
  const double value = term(picture, factor, &gradient);
  EXPECT_GT(value, 0);
  EXPECT_EQ(value, term(picture, factor, nullptr));
  for (const std::size_t i : {std::size_t{0}, std::size_t{1}, std::size_t{2}, pixels + 4, 3 * pixels - 1}) {
    constexpr float h = 0.5F;  // the term is a square: the central difference is exact
    Planes moved = picture;
    moved[i] += h;
    const double up = term(moved, factor, nullptr);
    moved[i] = picture[i] - h;
    const double slope = factor * (up - term(moved, factor, nullptr)) / (2 * h);
    EXPECT_NEAR(gradient[i] - 1, slope, 1e-5 * std::abs(slope) + 1e-6) << i << ": it is added";
  }
  EXPECT_EQ(gradient[0], 1) << "nothing pulls where nothing is known";
}

TEST(TemporalTerm, IsTheShareOfTheVarianceThatIsMissed) {
  const Planes target = noise(1, 0, 255);
  Planes flat(3 * pixels);
  for (std::size_t color = 0; color < 3; ++color) {
    double sum = 0;
    for (std::size_t i = 0; i < pixels; ++i) {
      sum += double{target[color * pixels + i]} / double{pixels};
    }
    std::fill_n(flat.begin() + static_cast<std::ptrdiff_t>(color * pixels), pixels, static_cast<float>(sum));
  }
  EXPECT_NEAR(TemporalTerm(target, {})(flat, 1, nullptr), 1, 1e-5) << "the mean alone misses all of it";
  EXPECT_EQ(TemporalTerm(target, {})(target, 1, nullptr), 0);
}

TEST(TemporalTerm, ThePullAtAPixelDoesNotDependOnHowManyAreTrusted) {
  const Planes target(noise(1, 0, 255));
  Planes picture = target;
  picture[3] += 10;  // of weight 0
  picture[4] += 10;  // of weight a half
  picture[5] += 10;  // of weight 1
  Planes some(3 * pixels);
  TemporalTerm(target, weights())(picture, 1, &some);
  Planes all(3 * pixels);
  TemporalTerm(target, {})(picture, 1, &all);
  EXPECT_EQ(some[3], 0);
  EXPECT_NEAR(some[4] / some[5], 0.5, 1e-5);
  EXPECT_NEAR(some[5] / all[5], 1, 0.4) << "but for the variance of other pixels";
}

TEST(TemporalTerm, OneColourGivesFiniteNumbers) {
  for (const float level : {0.0F, 128.0F, 255.0F}) {
    Planes gradient(3 * pixels);
    EXPECT_TRUE(std::isfinite(TemporalTerm(Planes(3 * pixels, level), {})(noise(1, 0, 255), 1, &gradient)));
    EXPECT_TRUE(std::isfinite(gradient[5]));
  }
  EXPECT_EQ(TemporalTerm(noise(1, 0, 255), Mask(width, height))(noise(2, 0, 255), 1, nullptr), 0);
}

TEST(TemporalTerm, WithoutAFrameBeforeItIsNothing) {
  Planes picture = noise(1, 0, 255);
  const Planes before = picture;
  Planes gradient(3 * pixels);
  const TemporalTerm none;
  EXPECT_EQ(none(picture, 1, &gradient), 0);
  EXPECT_EQ(gradient, Planes(3 * pixels));
  none.lay_over(picture);
  EXPECT_EQ(picture, before);
}

TEST(TemporalTerm, LaysOverWhatIsTrusted) {
  Planes picture(3 * pixels, 10);
  TemporalTerm(Planes(3 * pixels, 20), weights()).lay_over(picture);
  EXPECT_EQ(picture[pixels], 10);
  EXPECT_EQ(picture[pixels + 1], 15);
  EXPECT_EQ(picture[2], 20);
}

}  // namespace
}  // namespace neural_style
