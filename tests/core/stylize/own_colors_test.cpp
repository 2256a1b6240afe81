// Keeping the content's own colours.
#include "stylize/own_colors.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <random>

#include "neural_style/stylize.hpp"
#include "picture/oklab.hpp"
#include "picture/resample.hpp"
#include "support/pictures.hpp"

namespace neural_style {
namespace {

Image noise(int width, int height, float least, float most, unsigned seed) {
  std::mt19937 random(seed);
  Image image(width, height);
  for (float& sample : image.samples()) {
    sample = least + static_cast<float>(random() % 1000U) / 999 * (most - least);
  }
  return image;
}

Oklab color(const Image& image, std::size_t pixel) { return oklab(image.samples().subspan(4 * pixel, 3)); }

std::size_t pixels(const Image& image) { return image.samples().size() / 4; }

// d loss / d gray is the sum of the three; in each plane stands a third of it, so that a step along the planes'
// gradient lowers the loss by what its square promises.
TEST(OwnColors, GrayPlanesAreTheMean) {
  Planes planes = {3, 1, 0, -4, 6, 9};
  scale_colors(planes, 0);
  EXPECT_EQ(planes, (Planes{3, 2, 3, 2, 3, 2}));
}

TEST(OwnColors, PalePlanesAreInBetween) {
  Planes planes = {3, 1, 0, -4, 6, 9};
  scale_colors(planes, 0.5);
  EXPECT_EQ(planes, (Planes{3, 1.5F, 1.5F, -1, 4.5F, 5.5F}));
  scale_colors(planes, 2);
  EXPECT_EQ(planes, (Planes{3, 1, 0, -4, 6, 9}));
}

TEST(OwnColors, CountOnlyWhereTheyAreAskedFor) {
  Settings settings;
  settings.color_amount = 0.7;
  EXPECT_EQ(amount_of_own_colors(settings), 0);
  settings.color = Color::histogram;
  EXPECT_EQ(amount_of_own_colors(settings), 0);
  settings.color = Color::original;
  EXPECT_EQ(amount_of_own_colors(settings), 0.7);
}

TEST(OwnColors, LeaveGrayOfTheSameLightness) {
  const Image picture = noise(30, 20, 0, 1, 3);
  const Image gray = without_own_colors(picture, noise(30, 20, 0, 1, 4), 1);
  for (std::size_t i = 0; i < pixels(picture); ++i) {
    EXPECT_NEAR(color(gray, i).lightness, color(picture, i).lightness, 1e-4F);
    EXPECT_EQ(gray.samples()[4 * i], gray.samples()[4 * i + 1]);
    EXPECT_EQ(gray.samples()[4 * i + 1], gray.samples()[4 * i + 2]);
    EXPECT_EQ(gray.samples()[4 * i + 3], picture.samples()[4 * i + 3]);
  }
}

TEST(OwnColors, FadeByTheAmount) {
  const Image picture = noise(30, 20, 0.4F, 0.6F, 3);
  for (const double amount : {0.25, 0.5, 0.9, 1.0}) {
    const Image faded = without_own_colors(picture, picture, amount);
    for (std::size_t i = 0; i < pixels(picture); ++i) {
      const auto left = static_cast<float>(1 - amount);
      EXPECT_NEAR(color(faded, i).lightness, color(picture, i).lightness, 1e-4F);
      EXPECT_NEAR(color(faded, i).a, left * color(picture, i).a, 1e-4F);
      EXPECT_NEAR(color(faded, i).b, left * color(picture, i).b, 1e-4F);
    }
  }
}

TEST(OwnColors, ComeBack) {
  const Image content = noise(30, 20, 0.4F, 0.6F, 3);
  for (const double amount : {0.3, 0.8, 1.0}) {
    EXPECT_LT(
        largest_difference(with_own_colors(without_own_colors(content, content, amount), content, amount), content),
        1e-3F);
  }
  // And what was painted of another picture, where its colours were not all taken away.
  const Image other = noise(30, 20, 0.4F, 0.6F, 4);
  EXPECT_LT(largest_difference(with_own_colors(without_own_colors(other, content, 0.5), content, 0.5), other), 1e-3F);
}

TEST(OwnColors, LightnessIsAsPaintedEvenWhereTheColorDoesNotFit) {
  const Image content = noise(30, 20, 0, 1, 3);
  const Image painted = without_own_colors(noise(30, 20, 0, 1, 4), content, 1);
  const Image result = with_own_colors(painted, content, 1);
  for (std::size_t i = 0; i < pixels(content); ++i) {
    const Oklab found = color(result, i);
    const Oklab own = color(content, i);
    EXPECT_NEAR(found.lightness, color(painted, i).lightness, 2e-3F);
    EXPECT_LE(std::hypot(found.a, found.b), std::hypot(own.a, own.b) + 1e-3F);
    EXPECT_GE(found.a * own.a + found.b * own.b, -1e-4F) << "the hue is the content's";
  }
}

TEST(OwnColors, AreSharpInAPictureThatIsBroughtToSize) {
  Image content(96, 64);  // stripes that the small painting cannot show
  for (std::size_t i = 0; i < pixels(content); ++i) {
    const bool red = i % 2 == 0;
    const std::array<float, 4> pixel = {red ? 0.7F : 0.4F, 0.5F, red ? 0.4F : 0.7F, 1};
    std::ranges::copy(pixel, content.samples().subspan(4 * i, 4).begin());
  }
  Settings settings;
  settings.color = Color::original;
  const Image small = resample(content, 24, 16);
  for (const double amount : {0.5, 1.0}) {
    settings.color_amount = amount;
    const Image result = bring_to_size(small, content, settings);
    ASSERT_EQ(result.width(), 96);
    const auto share = static_cast<float>(amount);
    for (std::size_t i = 0; i < pixels(content); ++i) {
      const Oklab shrunk = color(small, 0);
      const Oklab own = color(content, i);
      // The painting's own share of colour is as blurred as it was painted.
      EXPECT_NEAR(color(result, i).b, share * own.b + (1 - share) * shrunk.b, 0.02F);
    }
  }
  settings.color = Color::style;
  EXPECT_EQ(bring_to_size(small, content, settings), bring_to_size(small, content));
}

}  // namespace
}  // namespace neural_style
