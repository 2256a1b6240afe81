// Pictures at another size.
#include "picture/resample.hpp"

#include <gmock/gmock.h>

#include <array>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "support/pictures.hpp"

namespace neural_style {
namespace {

using testing::Each;
using testing::Ge;
using testing::Le;

constexpr std::array<std::pair<int, int>, 9> sizes{
    {{1, 1}, {7, 5}, {20, 31}, {40, 62}, {41, 63}, {133, 20}, {20, 133}, {40, 1}, {160, 248}}};

TEST(Resample, AConstantPictureStaysConstantAtEverySize) {
  for (const auto& [width, height] : sizes) {
    const Image result = resample(constant(40, 62, 0.2F, 0.5F, 0.9F), width, height);
    EXPECT_LE(largest_difference(result, constant(width, height, 0.2F, 0.5F, 0.9F)), 1e-5F) << width << " x " << height;
  }
}

TEST(Resample, TheColourUnderTransparentPixelsNeverBleeds) {
  Image picture = constant(40, 62, 0.2F, 0.5F, 0.9F);
  for (int y = 0; y < 62; ++y) {
    for (std::size_t x = 20; x < 40; ++x) {
      const auto pixel = picture.row(y).subspan(x * 4, 4);
      pixel[0] = 1;
      pixel[1] = y % 2 == 0 ? 1.0F : 0.0F;
      pixel[2] = 0;
      pixel[3] = 0;
    }
  }
  for (const auto& [width, height] : sizes) {
    const Image result = resample(picture, width, height);
    for (std::size_t i = 0; i < result.samples().size(); i += 4) {
      const auto pixel = result.samples().subspan(i, 4);
      if (pixel[3] > 1e-3F) {
        ASSERT_NEAR(pixel[0], 0.2F, 1e-3F) << width << " x " << height;
        ASSERT_NEAR(pixel[1], 0.5F, 1e-3F) << width << " x " << height;
        ASSERT_NEAR(pixel[2], 0.9F, 1e-3F) << width << " x " << height;
      }
    }
  }
}

TEST(Resample, ShrinkingKeepsTheMean) {
  Mask mask(90, 70);
  float value = 0;
  for (float& sample : mask.samples()) {
    sample = value = std::fmod(value + 0.379F, 1.0F);
  }
  const auto mean = [](const Mask& of) {
    return std::accumulate(of.samples().begin(), of.samples().end(), 0.0) / static_cast<double>(of.samples().size());
  };
  for (const auto& [width, height] : {std::pair{45, 35}, {30, 10}, {37, 41}, {89, 69}, {1, 1}, {90, 7}}) {
    EXPECT_NEAR(mean(resample(mask, width, height)), mean(mask), 1e-5) << width << " x " << height;
  }
}

TEST(Resample, EnlargingPutsPixelsWhereTheyWere) {
  const Image result = resample(gradient(32, 24), 128, 72);
  const Image truth = gradient(128, 72);
  for (int y = 12; y < 60; ++y) {  // away from the border, beyond which a gradient cannot be known
    for (std::size_t i = 64; i < 448; ++i) {
      ASSERT_NEAR(result.row(y)[i], truth.row(y)[i], 2e-3F);
    }
  }
}

TEST(Resample, OneAxisMayShrinkWhileTheOtherGrows) {
  const Image tall = resample(gradient(64, 16), 16, 64);
  EXPECT_EQ(tall.width(), 16);
  EXPECT_EQ(tall.height(), 64);
  // Area averages of a gradient across are those of the small gradient; down, it is interpolated.
  for (int y = 16; y < 48; ++y) {
    for (std::size_t x = 0; x < 16; ++x) {
      ASSERT_NEAR(tall.row(y)[x * 4], gradient(16, 64).row(y)[x * 4], 1e-5F);
      ASSERT_NEAR(tall.row(y)[x * 4 + 1], gradient(16, 64).row(y)[x * 4 + 1], 2e-3F);
    }
  }
}

TEST(Resample, LanczosNeverLeavesTheRange) {
  Mask step(8, 8);
  for (int y = 0; y < 8; ++y) {
    std::fill(step.row(y).begin() + 4, step.row(y).end(), 1.0F);
  }
  EXPECT_THAT(resample(step, 64, 64).samples(), Each(testing::AllOf(Ge(0), Le(1))));
}

TEST(Resample, TheSameSizeIsTheSamePicture) {
  const Image picture = fading(gradient(13, 9));
  EXPECT_EQ(resample(picture, 13, 9), picture);
}

TEST(Resample, AnEmptySizeIsAProgrammersMistake) {
  EXPECT_THROW(resample(gradient(3, 3), 0, 3), std::invalid_argument);
  EXPECT_THROW(resample(Image(), 3, 3), std::invalid_argument);
  EXPECT_THROW(resample(Mask(2, 2), 3, -1), std::invalid_argument);
}

}  // namespace
}  // namespace neural_style
