// What is written is read again, in every format and depth.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "neural_style/image_file.hpp"
#include "support/pictures.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {
namespace {

struct Case {
  std::string name;
  Depth depth;
  float tolerance;  ///< half a level where nothing is lost
};

class RoundTrip : public testing::TestWithParam<Case> {
 protected:
  Image through_file(const Image& picture) {
    write_image(picture, folder_ / GetParam().name, GetParam().depth);
    return read_image(folder_ / GetParam().name);
  }

 private:
  TemporaryFolder folder_;
};

constexpr float half_level8 = 0.5001F / 255;
constexpr float half_level16 = 0.5001F / 65535;

INSTANTIATE_TEST_SUITE_P(
    Formats, RoundTrip,
    testing::Values(Case{"a.png", Depth::bits8, half_level8}, Case{"a.png", Depth::bits16, half_level16},
                    Case{"a.tif", Depth::bits8, half_level8}, Case{"a.TIFF", Depth::bits16, half_level16},
                    Case{"a.jpg", Depth::bits8, 4.0F / 255}, Case{"a.JPEG", Depth::bits8, 4.0F / 255},
                    Case{"a.webp", Depth::bits8, 8.0F / 255}));

TEST_P(RoundTrip, KeepsAnOpaquePicture) {
  const Image picture = gradient(61, 47);
  EXPECT_LE(largest_difference(through_file(picture), picture), GetParam().tolerance);
}

TEST_P(RoundTrip, KeepsOnePixel) {
  const Image picture = constant(1, 1, 0.25F, 0.5F, 0.75F);
  EXPECT_LE(largest_difference(through_file(picture), picture), GetParam().tolerance);
}

TEST_P(RoundTrip, KeepsPicturesOfOneRowAndOfOneColumn) {
  for (const Image& picture : {gradient(201, 1), gradient(1, 203)}) {
    EXPECT_LE(largest_difference(through_file(picture), picture), GetParam().tolerance);
  }
}

TEST_P(RoundTrip, KeepsAlphaOrPutsItOnWhite) {
  const Image picture = fading(constant(61, 47, 0.25F, 0.5F, 0.75F));
  const Image result = through_file(picture);
  ASSERT_EQ(result.width(), picture.width());
  const bool jpeg = GetParam().name.find(".j") != std::string::npos || GetParam().name.find(".J") != std::string::npos;
  for (std::size_t i = 0; i < picture.samples().size(); i += 4) {
    const auto before = picture.samples().subspan(i, 4);
    const auto after = result.samples().subspan(i, 4);
    if (jpeg) {
      ASSERT_EQ(after[3], 1.0F);
      for (std::size_t channel = 0; channel < 3; ++channel) {
        ASSERT_NEAR(after[channel], before[channel] * before[3] + 1 - before[3], GetParam().tolerance);
      }
    } else {
      ASSERT_NEAR(after[3], before[3], GetParam().tolerance);
      for (std::size_t channel = 0; channel < 3 && before[3] > 0; ++channel) {
        ASSERT_NEAR(after[channel], before[channel], GetParam().tolerance);
      }
    }
  }
}

TEST_P(RoundTrip, SixteenBitsAreMoreThan256Levels) {
  const Image result = through_file(gradient(2000, 3));
  std::set<float> levels;
  for (std::size_t x = 0; x < 2000; ++x) {
    levels.insert(result.row(1)[x * 4]);
  }
  if (GetParam().depth == Depth::bits16) {
    EXPECT_EQ(levels.size(), 2000U);
  } else {
    EXPECT_LE(levels.size(), 256U);
  }
}

TEST_P(RoundTrip, ClipsValuesOutsideTheRangeAndTakesNanForZero) {
  Image picture = constant(16, 16, 7, -3, std::numeric_limits<float>::quiet_NaN());
  EXPECT_LE(largest_difference(through_file(picture), constant(16, 16, 1, 0, 0)), GetParam().tolerance);
}

TEST_P(RoundTrip, TheSamePictureGivesTheSameBytes) {
  const TemporaryFolder other;
  const Image picture = fading(gradient(61, 47));
  write_image(picture, other / GetParam().name, GetParam().depth);
  const std::string first = file_text(other / GetParam().name);
  write_image(picture, other / GetParam().name, GetParam().depth);
  EXPECT_EQ(file_text(other / GetParam().name), first);
}

TEST(RoundTripRounding, TakesTheNearestLevel) {
  const TemporaryFolder folder;
  for (const float value : {0.0F, 99.49F, 99.51F, 254.6F, 255.0F}) {
    write_image(constant(2, 2, value / 255, 0, 0), folder / "a.png");
    EXPECT_EQ(read_image(folder / "a.png").samples()[0], std::round(value) / 255) << value;
  }
}

TEST(RoundTripTagging, ThePngSaysThatItIsSrgb) {
  const TemporaryFolder folder;
  write_image(gradient(5, 5), folder / "a.png");
  EXPECT_NE(file_text(folder / "a.png").find("sRGB"), std::string::npos);
}

}  // namespace
}  // namespace neural_style
