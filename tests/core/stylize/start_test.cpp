// Where scales begin.
#include "stylize/start.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace neural_style {
namespace {

Image grey(int width, int height, float level) {
  Image image(width, height);
  for (std::size_t i = 0; i < image.samples().size(); ++i) {
    image.samples()[i] = i % 4 == 3 ? 1.0F : level;
  }
  return image;
}

Image stripes(int width, int height) {
  Image image = grey(width, height, 0);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; x += 2) {
      std::fill_n(image.row(y).begin() + 4 * static_cast<std::ptrdiff_t>(x), 3, 1.0F);
    }
  }
  return image;
}

TEST(Start, WithoutNoiseIsTheContent) { EXPECT_EQ(first_start(stripes(6, 4), 0, 1), planes_of(stripes(6, 4))); }

// The tutorial's start: 0.7·uniform(-20, 20) + 0.3·(content - mean), and the mean again.
TEST(Start, MixesNoiseAsTheTutorialDoes) {
  const Planes start = first_start(grey(50, 40, 1), 0.7, 1);
  double sum = 0;
  for (std::size_t i = 0; i < 2000; ++i) {
    const double without_content = start[i] - 123.68 - 0.3 * (255 - 123.68);
    EXPECT_LE(std::abs(without_content), 14.001);
    sum += without_content;
  }
  EXPECT_NEAR(sum / 2000, 0, 1);
  EXPECT_NE(start, first_start(grey(50, 40, 1), 0.7, 2));
  EXPECT_EQ(start, first_start(grey(50, 40, 1), 0.7, 1));
}

TEST(Start, FinerStartKeepsThePaintingAndAddsTheContentsDetail) {
  const Planes flat = finer_start(grey(20, 16, 0.5F), grey(40, 32, 0.2F), {});
  for (const float level : flat) {
    EXPECT_NEAR(level, 127.5F, 0.1F);
  }
  const Planes detailed = finer_start(grey(20, 16, 0.5F), stripes(40, 32), {});
  EXPECT_GT(detailed[10 * 40 + 20] - detailed[10 * 40 + 21], 100);
}

TEST(Start, NoiseHasTheLevelAskedFor) {
  const Planes start = finer_start(grey(20, 16, 0.5F), grey(80, 64, 0.2F), {.noise_level = 10, .seed = 1});
  double sum = 0;
  for (const float level : start) {
    sum += std::pow(level - 127.5, 2);
  }
  EXPECT_NEAR(std::sqrt(sum / static_cast<double>(start.size())), 10, 0.2);
}

TEST(Start, NoiseLosesItsColorAndNotItsLight) {
  const auto light = [](double noise_color) {
    const Planes start =
        finer_start(grey(20, 16, 0.5F), grey(80, 64, 0.2F), {.noise_level = 10, .noise_color = noise_color, .seed = 1});
    const std::size_t pixels = start.size() / 3;
    double sum = 0;
    double color = 0;
    for (std::size_t i = 0; i < pixels; ++i) {
      sum += std::pow((start[i] + start[pixels + i] + start[2 * pixels + i]) / 3 - 127.5, 2);
      color = std::max<double>(color, std::abs(start[i] - start[pixels + i]));
    }
    EXPECT_EQ(color < 1e-3, noise_color == 0);
    return std::sqrt(sum / static_cast<double>(pixels));
  };
  EXPECT_NEAR(light(0) / light(1), 1, 0.05);
  EXPECT_NEAR(light(0.5) / light(1), 1, 0.05);
}

TEST(Start, DetailLevelSeesTheFinestOctaveAlone) {
  EXPECT_NEAR(detail_level(grey(30, 30, 0.7F)), 0, 0.01);
  EXPECT_GT(detail_level(stripes(30, 30)), 100);
}

}  // namespace
}  // namespace neural_style
