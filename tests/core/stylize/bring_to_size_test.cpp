// A painting brought to its layer's size as its settings ask.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>

#include "neural_style/stylize.hpp"
#include "support/seam.hpp"

namespace neural_style {
namespace {

/// Waves along both axes that meet themselves at the ends.
float wave_at(double x, double y) {
  const double round = 2 * std::numbers::pi;
  return static_cast<float>(0.5 + 0.25 * std::sin(round * (3 * x + 0.1)) + 0.2 * std::sin(round * (2 * y + 0.2)));
}

Image waves(int width, int height) {
  Image image(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const float value = wave_at((x + 0.5) / width, (y + 0.5) / height);
      const std::span<float> pixel = image.row(y).subspan(static_cast<std::size_t>(x) * 4, 4);
      pixel[0] = pixel[1] = pixel[2] = value;
      pixel[3] = 1;
    }
  }
  return image;
}

/// From dark on the left to light on the right, with stripes.
Image torn(int width, int height) {
  Image image = waves(width, height);
  for (int y = 0; y < height; ++y) {
    const std::span<float> row = image.row(y);
    for (std::size_t i = 0; i < row.size(); ++i) {
      row[i] = i % 4 == 3 ? 1 : 0.5F * row[i] + 0.5F * static_cast<float>(i) / static_cast<float>(row.size());
    }
  }
  return image;
}

float largest_error(const Image& image) {
  float largest = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) {
      const float found = image.row(y)[static_cast<std::size_t>(x) * 4];
      largest = std::max(largest, std::abs(found - wave_at((x + 0.5) / image.width(), (y + 0.5) / image.height())));
    }
  }
  return largest;
}

TEST(BringToSize, GoesRoundWhereThePaintingDoes) {
  // Sides without a common divisor, so that no number of columns is the same part of both.
  const Image painting = waves(61, 47);
  const Image original = torn(160, 122);
  Settings settings;
  EXPECT_GT(largest_error(bring_to_size(painting, original, settings)), 0.02F);
  settings.seamless = Seamless::both;
  EXPECT_LT(largest_error(bring_to_size(painting, original, settings)), 0.01F);
}

TEST(BringToSize, LeavesNoSeamOfItsOriginal) {
  const Image original = torn(160, 120);
  Settings settings;
  for (const Color color : {Color::style, Color::original}) {
    settings.color = color;
    // A painting that follows its original, whose ends do not fit.
    settings.seamless = Seamless::none;
    const Seam open = seam_of_columns(bring_to_size(torn(64, 48), original, settings));
    EXPECT_GT(open.ends, 5 * open.everywhere);
    settings.seamless = Seamless::horizontal;
    const Image painting = waves(64, 48);
    const Seam closed = seam_of_columns(bring_to_size(painting, original, settings));
    EXPECT_LT(closed.ends, 1.25 * closed.everywhere);
  }
}

TEST(BringToSize, KeepsTheOriginalsAlphaAtSeamlessEnds) {
  Image original = torn(80, 60);
  for (int y = 0; y < 60; ++y) {
    original.row(y)[3] = 0;
    original.row(y)[7] = 0.5F;
  }
  Settings settings;
  settings.seamless = Seamless::both;
  const Image result = bring_to_size(waves(40, 30), original, settings);
  ASSERT_EQ(result.width(), 80);
  ASSERT_EQ(result.height(), 60);
  for (int y = 0; y < 60; ++y) {
    for (std::size_t x = 0; x < 80; ++x) {
      EXPECT_EQ(result.row(y)[4 * x + 3], original.row(y)[4 * x + 3]);
    }
  }
}

}  // namespace
}  // namespace neural_style
