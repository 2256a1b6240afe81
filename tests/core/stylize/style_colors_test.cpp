// What becomes of the styles' colours.
#include "stylize/style_colors.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <memory>
#include <random>
#include <utility>

#include "support/pictures.hpp"

namespace neural_style {
namespace {

struct Range {
  float least;
  float most;
};

/// Red, green and blue anywhere in their ranges, and somewhat alike.
Image noise(int width, int height, Range red, Range green, Range blue, unsigned seed) {
  std::mt19937 random(seed);
  const auto next = [&] { return static_cast<float>(random() % 1000U) / 999; };
  Image image(width, height);
  for (std::size_t i = 0; i < image.samples().size(); i += 4) {
    const float shared = next();
    const auto put = [&](std::size_t channel, Range range) {
      image.samples()[i + channel] = range.least + (range.most - range.least) * (shared + next()) / 2;
    };
    put(0, red);
    put(1, green);
    put(2, blue);
    image.samples()[i + 3] = 1;
  }
  return image;
}

CleanPicture clean(Image image) { return {std::make_shared<const Image>(std::move(image)), {}, 1}; }

/// Muted, so that all that is asked for is within sRGB.
CleanPicture content() { return clean(noise(60, 50, {0.4F, 0.6F}, {0.35F, 0.6F}, {0.5F, 0.65F}, 1)); }

CleanPicture style() { return clean(noise(70, 40, {0.2F, 0.9F}, {0.1F, 0.6F}, {0.1F, 0.3F}, 2)); }

cv::Vec3d itself(const cv::Vec3d& color) { return color; }

ColorStatistics statistics(const CleanPicture& picture) { return color_statistics(picture, itself); }

Settings settings(Color color, double amount = 1) {
  Settings result;
  result.color = color;
  result.color_amount = amount;
  return result;
}

CleanPicture matched(const CleanPicture& from, const CleanPicture& to, Color color, double amount = 1) {
  return StyleColors(to, settings(color, amount)).of(from);
}

double covariance_error(const CleanPicture& picture, const CleanPicture& wanted) {
  return cv::norm(statistics(picture).moments.covariance - statistics(wanted).moments.covariance) /
         cv::norm(statistics(wanted).moments.covariance);
}

double mean_error(const CleanPicture& picture, const CleanPicture& wanted) {
  return cv::norm(statistics(picture).moments.mean - statistics(wanted).moments.mean);
}

/// Largest difference between the shares below a value, of all axes.
double distribution_error(const CleanPicture& picture, const CleanPicture& wanted) {
  const ColorStatistics found = statistics(picture);
  const ColorStatistics to = statistics(wanted);
  double largest = 0;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    double difference = 0;
    for (std::size_t bin = 0; bin < Distribution::bins; ++bin) {
      difference += found.axes.at(axis).share(bin) - to.axes.at(axis).share(bin);
      largest = std::max(largest, std::abs(difference));
    }
  }
  return largest;
}

bool gray(const Image& image) {
  for (std::size_t i = 0; i < image.samples().size(); i += 4) {
    if (image.samples()[i] != image.samples()[i + 1] || image.samples()[i] != image.samples()[i + 2]) {
      return false;
    }
  }
  return true;
}

constexpr std::array all = {Color::original, Color::linear, Color::histogram};

TEST(StyleColors, StyleKeepsItsOwnAndIsNotCopied) {
  const CleanPicture own = style();
  EXPECT_EQ(matched(own, content(), Color::style).image.get(), own.image.get());
  EXPECT_EQ(matched(own, content(), Color::linear, 0).image.get(), own.image.get());
}

TEST(StyleColors, LinearGivesTheContentsMeanAndCovariance) {
  const CleanPicture found = matched(style(), content(), Color::linear);
  EXPECT_GT(mean_error(style(), content()), 0.1);
  EXPECT_LT(mean_error(found, content()), 1e-3);
  EXPECT_GT(covariance_error(style(), content()), 1);
  EXPECT_LT(covariance_error(found, content()), 0.01);
}

TEST(StyleColors, HistogramGivesTheContentsDistributions) {
  Image skewed = *style().image;
  for (float& sample : skewed.samples()) {
    sample = std::pow(sample, 3.0F);
  }
  const CleanPicture dark = clean(skewed);
  const CleanPicture wide = clean(noise(60, 50, {0.3F, 0.8F}, {0.25F, 0.7F}, {0.2F, 0.7F}, 1));
  const CleanPicture found = matched(dark, wide, Color::histogram);
  EXPECT_LT(mean_error(found, wide), 3e-3);
  EXPECT_LT(covariance_error(found, wide), 0.1);
  EXPECT_LT(distribution_error(found, wide), 0.7 * distribution_error(matched(dark, wide, Color::linear), wide));
}

TEST(StyleColors, OriginalGivesGrayOfTheContentsContrast) {
  const CleanPicture found = matched(style(), content(), Color::original);
  EXPECT_TRUE(gray(*found.image));
  const auto same = [](double value) { return value; };
  const ChannelMoments lightness = statistics(found).axes[0].moments(same);
  const ChannelMoments wanted = statistics(content()).axes[0].moments(same);
  EXPECT_NEAR(lightness.mean, wanted.mean, 1e-3);
  EXPECT_NEAR(lightness.deviation, wanted.deviation, 1e-3);
}

TEST(StyleColors, WhatIsMatchedAlreadyStays) {
  EXPECT_LT(largest_difference(*matched(style(), style(), Color::linear).image, *style().image), 2e-3F);
  EXPECT_LT(largest_difference(*matched(style(), style(), Color::histogram).image, *style().image), 5e-3F);
}

TEST(StyleColors, AmountGoesStraightFromTheStylesToTheMatchedOnes) {
  for (const Color color : all) {
    const ColorStatistics none = statistics(style());
    const ColorStatistics full = statistics(matched(style(), content(), color));
    for (const double amount : {0.25, 0.5, 0.75, 0.999}) {
      const cv::Vec3d expected = none.moments.mean + amount * (full.moments.mean - none.moments.mean);
      EXPECT_LT(cv::norm(statistics(matched(style(), content(), color, amount)).moments.mean - expected), 2e-3);
    }
    // Nothing jumps at 1.
    EXPECT_LT(
        largest_difference(*matched(style(), content(), color, 0.999).image, *matched(style(), content(), color).image),
        0.01F);
  }
}

TEST(StyleColors, WhatDoesNotCountIsNotMeasured) {
  Image half = noise(40, 40, {0.2F, 0.4F}, {0.2F, 0.4F}, {0.3F, 0.5F}, 1);
  const Image without = noise(40, 20, {0.2F, 0.4F}, {0.2F, 0.4F}, {0.3F, 0.5F}, 1);  // its upper half
  std::ranges::fill(half.samples().last(half.samples().size() / 2), 1.0F);
  Mask weight(40, 40);
  std::fill_n(weight.samples().begin(), 800, 1.0F);
  for (const Color color : all) {
    CleanPicture content = clean(half);
    content.weight = weight;
    EXPECT_EQ(*matched(style(), content, color).image, *matched(style(), clean(without), color).image);
    CleanPicture partly = clean(half);
    partly.weight = weight;
    const Image whole = *matched(clean(without), style(), color).image;
    const Image part = *matched(partly, style(), color).image;
    EXPECT_TRUE(std::equal(whole.samples().begin(), whole.samples().end(), part.samples().begin()));
    EXPECT_EQ(matched(partly, style(), color).weight, weight);
  }
}

TEST(StyleColors, GrayContentMakesTheStyleGray) {
  Image gray_content(60, 50);
  for (std::size_t i = 0; i < gray_content.samples().size(); ++i) {
    gray_content.samples()[i] = i % 4 == 3 ? 1.0F : 0.3F + 0.4F * static_cast<float>(i / 4 % 60) / 59;
  }
  for (const Color color : all) {
    const CleanPicture found = matched(style(), clean(gray_content), color);
    EXPECT_LT(cv::norm(statistics(found).moments.mean - statistics(clean(gray_content)).moments.mean), 3e-3);
    for (std::size_t i = 0; i < found.image->samples().size(); i += 4) {
      ASSERT_NEAR(found.image->samples()[i], found.image->samples()[i + 2], 0.01F);
    }
  }
}

TEST(StyleColors, FlatStyleBecomesOneOfTheContentsColors) {
  const CleanPicture flat = clean(noise(9, 9, {0.5F, 0.5F}, {0.2F, 0.2F}, {0.7F, 0.7F}, 1));
  for (const Color color : all) {
    const CleanPicture found = matched(flat, content(), color);
    EXPECT_LT(std::abs(statistics(found).moments.mean[0] - statistics(content()).moments.mean[0]), 0.02);
    const auto first = found.image->samples().first(4);
    for (std::size_t i = 0; i < found.image->samples().size(); ++i) {
      ASSERT_EQ(found.image->samples()[i], first[i % 4]);
    }
  }
}

TEST(StyleColors, BlackAndWhiteTakeNoHarm) {
  for (const float level : {0.0F, 1.0F}) {
    const CleanPicture end = clean(noise(9, 9, {level, level}, {level, level}, {level, level}, 1));
    for (const Color color : all) {
      for (const CleanPicture& found : {matched(end, content(), color), matched(style(), end, color)}) {
        EXPECT_TRUE(std::ranges::all_of(found.image->samples(), [](float v) { return v >= 0 && v <= 1; }));
      }
    }
  }
}

}  // namespace
}  // namespace neural_style
