// Pictures brought to the size of their original.
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "neural_style/image_file.hpp"
#include "neural_style/stylize.hpp"
#include "picture/resample.hpp"
#include "support/pictures.hpp"

namespace neural_style {
namespace {

/// Two flat areas with an outline between them, at `angle` through the middle, each pixel as its area is covered.
Image outline(int width, int height, double angle, std::array<float, 3> left, std::array<float, 3> right) {
  Image picture = constant(width, height, 0, 0, 0);
  constexpr int fine = 8;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      int covered = 0;
      for (int i = 0; i < fine * fine; ++i) {
        const double dx = x + (i % fine + 0.5) / fine - width / 2.0;
        const double dy = y + (std::floor(i / fine) + 0.5) / fine - height / 2.0;
        covered += dx * std::cos(angle) + dy * std::sin(angle) > 0 ? 1 : 0;
      }
      const float share = static_cast<float>(covered) / (fine * fine);
      for (std::size_t channel = 0; channel < 3; ++channel) {
        picture.row(y)[static_cast<std::size_t>(x) * 4 + channel] =
            left.at(channel) + share * (right.at(channel) - left.at(channel));
      }
    }
  }
  return picture;
}

/// A photograph's grain and foliage: nothing in it is larger than a pixel or two.
Image grain(int width, int height, float contrast) {
  Image picture = constant(width, height, 0.5F, 0.5F, 0.5F);
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < picture.samples().size(); i += 4) {
    state = state * 1664525U + 1013904223U;
    const float value = 0.5F + contrast * (static_cast<float>(state >> 8U) / 16777216.0F - 0.5F);
    std::fill_n(picture.samples().begin() + static_cast<std::ptrdiff_t>(i), 3, value);
  }
  return picture;
}

double mean_square_error(const Image& a, const Image& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.samples().size(); ++i) {
    const double difference = a.samples()[i] - b.samples()[i];
    sum += difference * difference;
  }
  return sum / static_cast<double>(a.samples().size());
}

/// The largest step from one pixel to the next in the row through the middle.
float steepest(const Image& picture) {
  float step = 0;
  const auto row = picture.row(picture.height() / 2);
  for (std::size_t i = 4; i < row.size(); ++i) {
    step = std::max(step, std::abs(row[i] - row[i - 4]));
  }
  return step;
}

using Ratio = testing::TestWithParam<std::pair<int, int>>;

class BringToSize : public Ratio {
 protected:
  [[nodiscard]] static Image shrunk(const Image& picture) {
    return resample(picture, GetParam().first, GetParam().second);
  }
};

INSTANTIATE_TEST_SUITE_P(Sizes, BringToSize,
                         testing::Values(std::pair{120, 80}, std::pair{85, 57}, std::pair{60, 40}, std::pair{45, 31}),
                         [](const auto& test) { return std::to_string(test.param.first); });

TEST_P(BringToSize, OutlinesOfTheOriginalAreSharperAndTruerThanLanczosMakesThem) {
  for (const double angle : {0.0, 0.4, 1.0, 1.5708, 2.2}) {
    // The painting has other colours than the photograph, and lies the other way round in brightness.
    const Image original = outline(160, 120, angle, {0.9F, 0.8F, 0.7F}, {0.2F, 0.3F, 0.2F});
    const Image truth = outline(160, 120, angle, {0.1F, 0.2F, 0.6F}, {0.9F, 0.7F, 0.1F});
    const Image lanczos = resample(shrunk(truth), 160, 120);
    const Image result = bring_to_size(shrunk(truth), original);
    EXPECT_LT(mean_square_error(result, truth), 0.5 * mean_square_error(lanczos, truth)) << angle;
    if (angle < 1) {
      EXPECT_GT(steepest(result), 1.2F * steepest(lanczos)) << angle;
    }
  }
}

TEST_P(BringToSize, OutlinesHaveNoHalos) {
  for (const double angle : {0.0, 0.4, 1.0}) {
    const Image original = outline(160, 120, angle, {0.9F, 0.8F, 0.7F}, {0.2F, 0.3F, 0.2F});
    const Image picture = shrunk(outline(160, 120, angle, {0.2F, 0.2F, 0.6F}, {0.8F, 0.7F, 0.2F}));
    const auto beyond = [](const Image& of) {
      float most = 0;
      for (std::size_t i = 0; i < of.samples().size(); i += 4) {
        most = std::max({most, of.samples()[i] - 0.8F, 0.2F - of.samples()[i]});
      }
      return most;
    };
    EXPECT_LT(beyond(bring_to_size(picture, original)), 0.5F * beyond(resample(picture, 160, 120))) << angle;
  }
}

TEST_P(BringToSize, GrainOfThePhotographStaysOutOfFlatPaint) {
  const Image picture = shrunk(constant(160, 120, 0.3F, 0.5F, 0.7F));
  EXPECT_LE(largest_difference(bring_to_size(picture, grain(160, 120, 1)), constant(160, 120, 0.3F, 0.5F, 0.7F)),
            0.5F / 255);
}

TEST_P(BringToSize, GrainOfThePhotographStaysOutOfStrokes) {
  Image strokes = constant(160, 120, 0.5F, 0.5F, 0.5F);
  for (int y = 0; y < 120; ++y) {
    for (std::size_t x = 0; x < 160; ++x) {
      strokes.row(y)[x * 4] = 0.5F + 0.4F * std::sin(0.2F * static_cast<float>(x) + 0.1F * static_cast<float>(y));
    }
  }
  const Image picture = shrunk(strokes);
  const double change = mean_square_error(bring_to_size(picture, grain(160, 120, 0.3F)), resample(picture, 160, 120));
  EXPECT_LT(std::sqrt(change), 1.0 / 255);
}

TEST_P(BringToSize, StrokesOverAFlatOriginalAreAsLanczosMakesThem) {
  const Image picture = shrunk(grain(160, 120, 1));
  EXPECT_LE(
      largest_difference(bring_to_size(picture, constant(160, 120, 0.4F, 0.5F, 0.6F)), resample(picture, 160, 120)),
      1e-4F);
}

TEST(BringToSizeOf, TheSameSizeIsTheSamePictureWithTheAlphaOfTheOriginal) {
  const Image picture = gradient(40, 30);
  EXPECT_EQ(bring_to_size(picture, fading(grain(40, 30, 1))), fading(picture));
}

TEST(BringToSizeOf, ShrinkingIsResampling) {
  const Image original = fading(gradient(20, 15));
  EXPECT_EQ(bring_to_size(gradient(40, 30), original), fading(resample(gradient(40, 30), 20, 15)));
}

TEST(BringToSizeOf, EverySizeGivesValuesWithinTheRangeAndTheSizeOfTheOriginal) {
  for (const auto& [width, height] : {std::pair{1, 1}, {1, 9}, {9, 1}, {2, 2}, {7, 13}, {64, 3}, {3, 64}, {33, 31}}) {
    for (const auto& [to_width, to_height] : {std::pair{1, 1}, {1, 50}, {50, 1}, {51, 47}, {67, 5}, {5, 67}}) {
      const Image result = bring_to_size(grain(width, height, 1), fading(grain(to_width, to_height, 1)));
      EXPECT_EQ(result.width(), to_width);
      EXPECT_EQ(result.height(), to_height);
      EXPECT_TRUE(std::all_of(result.samples().begin(), result.samples().end(),
                              [](float sample) { return sample >= 0 && sample <= 1; }))
          << width << " x " << height << " to " << to_width << " x " << to_height;
    }
  }
}

TEST(BringToSizeOf, AlphaComesFromTheOriginalAndNoTransparentColourWithIt) {
  Image original = outline(80, 60, 0, {0.2F, 0.2F, 0.2F}, {0.8F, 0.8F, 0.8F});
  for (int y = 0; y < 60; ++y) {
    for (std::size_t x = 50; x < 80; ++x) {
      const auto pixel = original.row(y).subspan(x * 4, 4);
      pixel[0] = std::numeric_limits<float>::quiet_NaN();
      pixel[1] = static_cast<float>(y % 2);
      pixel[3] = x < 52 ? 0.5F : 0;
    }
  }
  Image picture = resample(original, 40, 30);
  for (std::size_t i = 0; i < picture.samples().size(); i += 4) {
    picture.samples()[i] = picture.samples()[i + 3] > 0 ? 0.5F : 0;
    picture.samples()[i + 1] = picture.samples()[i];
    picture.samples()[i + 2] = picture.samples()[i];
  }
  const Image result = bring_to_size(picture, original);
  for (std::size_t i = 0; i < result.samples().size(); i += 4) {
    ASSERT_EQ(result.samples()[i + 3], original.samples()[i + 3]);
    if (original.samples()[i + 3] > 0) {
      ASSERT_NEAR(result.samples()[i], 0.5F, 1.0F / 255);
    }
  }
}

TEST(BringToSizeOf, AThinOpaqueLineIsNeverLeftWithoutColour) {
  Image original = constant(90, 90, 0.5F, 0.5F, 0.5F, 0);
  for (int y = 0; y < 90; ++y) {
    original.row(y)[std::size_t{45} * 4 + 3] = 1;
  }
  Image picture = constant(30, 30, 0, 0, 0, 0);  // it fell through when the picture was made
  for (int y = 0; y < 30; ++y) {
    const auto pixel = picture.row(y).subspan(std::size_t{3} * 4, 4);
    pixel[0] = 0.9F;
    pixel[3] = 1;
  }
  const Image result = bring_to_size(picture, original);
  for (int y = 0; y < 90; ++y) {
    ASSERT_NEAR(result.row(y)[std::size_t{45} * 4], 0.9F, 0.05F) << y;
  }
}

TEST(BringToSizeOf, TheSamePicturesGiveTheSameBytes) {
  const Image picture = grain(61, 47, 1);
  EXPECT_EQ(bring_to_size(picture, gradient(200, 150)), bring_to_size(picture, gradient(200, 150)));
}

TEST(BringToSizeOf, APaintedPictureIsSharperAtTheOutlinesOfItsPhotograph) {
  const std::filesystem::path demo = std::filesystem::path(NEURAL_STYLE_SOURCE) / "demo";
  const Image original = read_image(demo / "coffee.png");
  // Paint of one colour a tone: outlines where the photograph has them, and colours of its own.
  Image painted = original;
  for (std::size_t i = 0; i < painted.samples().size(); i += 4) {
    const auto pixel = painted.samples().subspan(i, 3);
    const float tone = (pixel[0] + pixel[1] + pixel[2]) / 3;
    pixel[0] = 1 - tone;
    pixel[1] = tone * tone;
    pixel[2] = 0.5F * tone + 0.2F;
  }
  for (const int part : {2, 3, 4}) {
    const Image small = resample(painted, original.width() / part, original.height() / part);
    EXPECT_LT(mean_square_error(bring_to_size(small, original), painted),
              0.95 * mean_square_error(resample(small, original.width(), original.height()), painted))
        << part;
  }
}

}  // namespace
}  // namespace neural_style
