// Bringing one set of colours to another.
#include "stylize/color_maps.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace neural_style {
namespace {

double itself(double value) { return value; }

/// Of numbers around `mean`, bell-shaped.
Distribution bell(double mean, double deviation, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal(mean, deviation);
  Distribution distribution;
  for (int i = 0; i < 20000; ++i) {
    distribution.add(std::clamp(normal(random), 0.01, 0.99), 1);
  }
  return distribution;
}

TEST(LightnessCurve, GivesTheOthersMeanAndDeviation) {
  for (const auto& [mean, deviation] : {std::pair{0.5, 0.3}, {0.2, 0.05}, {0.8, 0.15}, {0.4, 0.02}}) {
    const Distribution from = bell(0.6, 0.12, 1);
    const Distribution to = bell(mean, deviation, 2);
    const ChannelMoments found = from.moments(LightnessCurve(from, to));
    EXPECT_NEAR(found.mean, to.moments(itself).mean, 1e-6);
    EXPECT_NEAR(found.deviation, to.moments(itself).deviation, 1e-6);
  }
}

TEST(LightnessCurve, LeavesNoPlateauAtTheEnds) {
  const LightnessCurve curve(bell(0.6, 0.1, 1), bell(0.5, 0.35, 2));
  for (int i = 5; i < 995; ++i) {
    const double value = curve(i / 1000.0);
    EXPECT_GT(curve((i + 1) / 1000.0), value);
    EXPECT_GT(value, 0);
    EXPECT_LT(value, 1);
  }
}

TEST(LightnessCurve, IsNothingWhereThereIsNothingToDo) {
  const Distribution same = bell(0.4, 0.2, 1);
  const LightnessCurve curve(same, same);
  for (int i = 1; i < 100; ++i) {
    EXPECT_NEAR(curve(i / 100.0), i / 100.0, 1e-6);
  }
}

TEST(LightnessCurve, FlatStaysFlat) {
  Distribution flat;
  flat.add(0.3, 1);
  EXPECT_NEAR(LightnessCurve(flat, bell(0.7, 0.2, 1))(0.3), bell(0.7, 0.2, 1).moments(itself).mean, 2e-3);
  Distribution black;
  black.add(0, 1);
  EXPECT_NEAR(LightnessCurve(bell(0.7, 0.2, 1), black)(0.7), 0, 2e-3);
  EXPECT_TRUE(std::isfinite(LightnessCurve(black, bell(0.7, 0.2, 1))(0)));
}

ColorMoments wide() { return {{0.6, 0.02, 0.05}, {0.04, 0.004, -0.003, 0.004, 0.002, 0.0005, -0.003, 0.0005, 0.006}}; }

ColorMoments narrow() {
  return {{0.4, -0.03, 0.01}, {0.01, -0.001, 0.002, -0.001, 0.001, 0.0002, 0.002, 0.0002, 0.003}};
}

/// The map's matrix, from what it does to the axes.
cv::Matx33d matrix(const LinearColors& map) {
  cv::Matx33d result;
  const cv::Vec3d origin = map({0, 0, 0});
  for (int axis = 0; axis < 3; ++axis) {
    cv::Vec3d one;
    one[axis] = 1;
    for (int row = 0; row < 3; ++row) {
      result(row, axis) = (map(one) - origin)[row];
    }
  }
  return result;
}

TEST(LinearColors, GivesTheOthersMeanAndCovariance) {
  const LinearColors map(narrow(), wide());
  EXPECT_LT(cv::norm(map(narrow().mean) - wide().mean), 1e-12);
  const cv::Matx33d linear = matrix(map);
  EXPECT_LT(cv::norm(linear * narrow().covariance * linear.t() - wide().covariance), 1e-9);
}

// A symmetric matrix without negative eigenvalues stretches, and turns nothing: of all maps with these moments it moves
// the colours least.
TEST(LinearColors, TurnsNoHues) {
  const cv::Matx33d linear = matrix(LinearColors(narrow(), wide()));
  EXPECT_LT(cv::norm(linear - linear.t()), 1e-9);
  cv::Vec3d values;
  cv::eigen(linear, values);
  EXPECT_GT(values[2], 0);
}

TEST(LinearColors, IsNothingWhereThereIsNothingToDo) {
  EXPECT_LT(cv::norm(matrix(LinearColors(wide(), wide())) - cv::Matx33d::eye()), 1e-9);
}

TEST(LinearColors, GrayTargetTakesAllColorAway) {
  ColorMoments gray = wide();
  gray.mean = {0.5, 0, 0};
  gray.covariance = {0.04, 0, 0, 0, 0, 0, 0, 0, 0};
  const cv::Vec3d color = LinearColors(narrow(), gray)({0.5, 0.2, -0.1});
  EXPECT_NEAR(color[1], 0, 1e-6);
  EXPECT_NEAR(color[2], 0, 1e-6);
}

TEST(LinearColors, FlatSourceBecomesTheOthersMeanAndItsNoiseIsNotBlownUp) {
  ColorMoments flat;
  flat.mean = {0.5, 0.1, 0.1};
  const LinearColors map(flat, wide());
  EXPECT_LT(cv::norm(map(flat.mean) - wide().mean), 1e-12);
  EXPECT_LT(cv::norm(map(flat.mean + cv::Vec3d(0.001, 0.001, 0.001)) - wide().mean), 0.1);
}

/// Largest difference between the shares below a value.
double largest_step(const Distribution& one, const Distribution& other) {
  double difference = 0;
  double largest = 0;
  for (std::size_t bin = 0; bin < Distribution::bins; ++bin) {
    difference += one.share(bin) - other.share(bin);
    largest = std::max(largest, std::abs(difference));
  }
  return largest;
}

TEST(Rearrangement, GivesTheOthersDistribution) {
  const Distribution to = bell(0.7, 0.2, 2);
  const Rearrangement map(bell(0.3, 0.1, 1), to);
  Distribution found;
  std::mt19937 random(3);
  std::normal_distribution<double> normal(0.3, 0.1);
  for (int i = 0; i < 20000; ++i) {
    found.add(map(std::clamp(normal(random), 0.01, 0.99)), 1);
  }
  EXPECT_LT(largest_step(found, to), 0.05);
}

TEST(Rearrangement, IsNothingWhereThereIsNothingToDo) {
  Distribution few;
  few.add(0.1, 1);
  few.add(0.15, 5);
  few.add(0.8, 2);
  const Rearrangement map(few, few);
  for (const double value : {0.1, 0.15, 0.8}) {
    EXPECT_NEAR(map(value), value, 1e-9);
  }
}

TEST(Rearrangement, KeepsTheOrder) {
  const Rearrangement map(bell(0.3, 0.1, 1), bell(0.7, 0.2, 2));
  for (int i = -100; i < 200; ++i) {
    EXPECT_LE(map(i / 100.0), map((i + 1) / 100.0));
  }
}

TEST(Rearrangement, FlatBecomesTheOthersMedian) {
  Distribution flat;
  flat.add(0.5, 3);
  EXPECT_NEAR(Rearrangement(flat, bell(0.7, 0.1, 2))(0.5), 0.7, 0.01);
  EXPECT_NEAR(Rearrangement(bell(0.7, 0.1, 2), flat)(0.9), 0.5, 0.1);
}

}  // namespace
}  // namespace neural_style
