// Colours as the eye orders them.
#include "picture/oklab.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

namespace neural_style {
namespace {

using Pixel = std::array<float, 3>;

Oklab of(const Pixel& pixel) { return oklab(pixel); }

Pixel shown(const Oklab& color) {
  Pixel pixel{};
  set_color(pixel, color);
  return pixel;
}

// From the table in Ottosson's article, as CSS Color 4 has them too.
TEST(Oklab, KnowsTheCornersOfSrgb) {
  const auto expect = [](const Pixel& pixel, float lightness, float a, float b) {
    const Oklab color = of(pixel);
    EXPECT_NEAR(color.lightness, lightness, 1e-4F);
    EXPECT_NEAR(color.a, a, 1e-4F);
    EXPECT_NEAR(color.b, b, 1e-4F);
  };
  expect({0, 0, 0}, 0, 0, 0);
  expect({1, 1, 1}, 1, 0, 0);
  expect({1, 0, 0}, 0.62796F, 0.22486F, 0.12585F);
  expect({0, 1, 0}, 0.86644F, -0.23389F, 0.17950F);
  expect({0, 0, 1}, 0.45201F, -0.03246F, -0.31153F);
}

TEST(Oklab, ComesBackAsItWent) {
  constexpr int levels = 11;
  for (int i = 0; i < levels * levels * levels; ++i) {
    const int red = i / (levels * levels);
    const int green = i / levels % levels;
    const int blue = i % levels;
    const Pixel pixel = {static_cast<float>(red) / 10, static_cast<float>(green) / 10, static_cast<float>(blue) / 10};
    const Pixel back = shown(of(pixel));
    for (std::size_t channel = 0; channel < 3; ++channel) {
      EXPECT_NEAR(back.at(channel), pixel.at(channel), 1e-3F) << i;
    }
  }
}

TEST(Oklab, GrayHasNoColorToTheLastBit) {
  for (int level = 0; level < 256; ++level) {
    const float gray = static_cast<float>(level) / 255;
    const Oklab color = of({gray, gray, gray});
    EXPECT_EQ(color.a, 0);
    EXPECT_EQ(color.b, 0);
    const Pixel back = shown(color);
    EXPECT_NEAR(back[0], gray, 1e-6F);
    EXPECT_EQ(back[0], back[1]);
    EXPECT_EQ(back[1], back[2]);
  }
}

TEST(Oklab, WhatSrgbLacksIsPalerAndKeepsLightnessAndHue) {
  for (int i = 0; i < 9 * 24; ++i) {
    const int step = i / 24;
    const float lightness = 0.1F + 0.1F * static_cast<float>(step);
    const float hue = static_cast<float>(i % 24) / 24 * 6.2831853F;
    const Oklab wanted = {lightness, 0.5F * std::cos(hue), 0.5F * std::sin(hue)};
    const Pixel pixel = shown(wanted);
    const Oklab found = of(pixel);
    EXPECT_NEAR(found.lightness, lightness, 2e-3F) << i;
    const float chroma = std::hypot(found.a, found.b);
    EXPECT_LT(chroma, 0.5F);
    EXPECT_GT(chroma, 0.01F) << "there is some of every hue";
    EXPECT_NEAR((found.a * wanted.a + found.b * wanted.b) / (chroma * 0.5F), 1, 2e-3F) << i;
    // As far as the range asks and no further: one of the three is at an end of it.
    const auto room = [](float v) { return std::min(v, 1 - v); };
    EXPECT_LT(std::min({room(pixel[0]), room(pixel[1]), room(pixel[2])}), 0.02F) << i;
  }
}

TEST(Oklab, TakesAnyNumber) {
  constexpr float nan = std::numeric_limits<float>::quiet_NaN();
  constexpr float infinity = std::numeric_limits<float>::infinity();
  const Oklab color = of({nan, -3, infinity});
  const Oklab blue = of({0, 0, 1});
  EXPECT_EQ(color.lightness, blue.lightness);
  EXPECT_EQ(color.b, blue.b);
  for (const float value : shown({2, 0.1F, 0.1F})) {
    EXPECT_NEAR(value, 1, 1e-3F);
  }
  for (const float value : shown({-1, 0.1F, 0.1F})) {
    EXPECT_NEAR(value, 0, 1e-3F);
  }
}

}  // namespace
}  // namespace neural_style
