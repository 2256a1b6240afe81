// Painting in light and dark alone.
#include "stylize/light.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <random>

namespace neural_style {
namespace {

Image noise(int width, int height, float least, float most, unsigned seed) {
  std::mt19937 random(seed);
  Image image(width, height);
  for (std::size_t i = 0; i < image.samples().size(); ++i) {
    const float share = static_cast<float>(random() % 1000U) / 999;
    image.samples()[i] = i % 4 == 3 ? 1.0F : least + share * (most - least);
  }
  return image;
}

CleanPicture clean(Image image) { return {std::make_shared<const Image>(std::move(image)), {}, 1}; }

float luma(const Image& image, std::size_t pixel) {
  const auto samples = image.samples().subspan(4 * pixel, 3);
  return 0.2126F * samples[0] + 0.7152F * samples[1] + 0.0722F * samples[2];
}

struct Statistics {
  double mean = 0;
  double deviation = 0;
};

Statistics statistics(const Image& image) {
  double sum = 0;
  double squares = 0;
  const std::size_t pixels = image.samples().size() / 4;
  for (std::size_t i = 0; i < pixels; ++i) {
    sum += luma(image, i);
    squares += static_cast<double>(luma(image, i)) * luma(image, i);
  }
  const double mean = sum / static_cast<double>(pixels);
  return {mean, std::sqrt(squares / static_cast<double>(pixels) - mean * mean)};
}

TEST(Light, GrayPlanesAreTheLumaOfBt709) {
  Planes planes = {255, 0, 0, 0, 255, 0, 0, 0, 255};
  to_gray(planes);
  const Planes expected = {54.213F, 182.376F, 18.411F};
  for (std::size_t i = 0; i < 9; ++i) {
    EXPECT_NEAR(planes[i], expected[i % 3], 1e-3F);
  }
}

// d loss / d gray is the sum of the three; in each plane stands a third of it, so that a step along the planes'
// gradient lowers the loss by what its square promises.
TEST(Light, GrayGradientIsTheMean) {
  Planes gradient = {3, 1, 0, -4, 6, 9};
  to_gray_gradient(gradient);
  EXPECT_EQ(gradient, (Planes{3, 2, 3, 2, 3, 2}));
}

TEST(Light, StyleTakesTheContentsMeanAndDeviation) {
  const CleanPicture content = clean(noise(60, 40, 0.3F, 0.6F, 1));
  const CleanPicture gray = gray_style(clean(noise(50, 70, 0, 1, 2)), content);
  const Statistics found = statistics(*gray.image);
  const Statistics wanted = statistics(*content.image);
  EXPECT_NEAR(found.mean, wanted.mean, 1e-3);
  EXPECT_NEAR(found.deviation, wanted.deviation, 1e-3);
  EXPECT_EQ(gray.image->samples()[0], gray.image->samples()[1]);
  EXPECT_EQ(gray.image->samples()[1], gray.image->samples()[2]);
}

TEST(Light, WhatDoesNotCountIsNotMeasured) {
  Image half = noise(40, 40, 0.2F, 0.4F, 1);
  Mask weight(40, 40);
  for (std::size_t i = 0; i < 800; ++i) {
    weight.samples()[i] = 1;
    for (std::size_t channel = 0; channel < 3; ++channel) {
      half.samples()[4 * (800 + i) + channel] = 1;  // bright, and not selected
    }
  }
  CleanPicture content = clean(half);
  content.weight = weight;
  const Statistics found = statistics(*gray_style(clean(noise(50, 70, 0, 1, 2)), content).image);
  EXPECT_NEAR(found.mean, 0.3, 0.01);
}

TEST(Light, StyleOfOneColourBecomesTheContentsMean) {
  const Statistics found =
      statistics(*gray_style(clean(noise(9, 9, 0.5F, 0.5F, 1)), clean(noise(60, 40, 0, 1, 2))).image);
  EXPECT_NEAR(found.mean, 0.5, 0.02);
  EXPECT_NEAR(found.deviation, 0, 1e-3);
}

TEST(Light, PictureKeepsItsOwnColoursUnderItsOwnLuma) {
  const Image picture = noise(30, 20, 0, 1, 3);
  Planes own = planes_of(picture);
  to_gray(own);
  const Image same = with_luma_of(own, picture);
  for (std::size_t i = 0; i < picture.samples().size(); ++i) {
    EXPECT_NEAR(same.samples()[i], picture.samples()[i], 1e-6F);
  }
}

TEST(Light, LumaIsAsPaintedEvenWhereTheColourDoesNotFit) {
  const Image picture = noise(30, 20, 0, 1, 3);
  Planes painted = planes_of(noise(30, 20, 0, 1, 4));
  to_gray(painted);
  const Image result = with_luma_of(painted, picture);
  for (std::size_t i = 0; i < 600; ++i) {
    EXPECT_NEAR(luma(result, i), painted[i] / 255, 1e-5F);
    for (std::size_t channel = 0; channel < 3; ++channel) {
      EXPECT_GE(result.samples()[4 * i + channel], 0);
      EXPECT_LE(result.samples()[4 * i + channel], 1);
    }
    // The hue is the picture's: red stays the larger of red and green where it was.
    const float before = picture.samples()[4 * i] - picture.samples()[4 * i + 1];
    const float after = result.samples()[4 * i] - result.samples()[4 * i + 1];
    EXPECT_GE(before * after, -1e-6F);
  }
}

}  // namespace
}  // namespace neural_style
