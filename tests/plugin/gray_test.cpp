// Luminance of sRGB.
#include "plugin/gray.hpp"

#include <gtest/gtest.h>

#include <array>

#include "support/pictures.hpp"

namespace neural_style::plugin {
namespace {

TEST(ToGray, KeepsGraysAndAlpha) {
  for (const float v : {0.0F, 0.02F, 0.04F, 0.5F, 1.0F}) {
    Image picture = constant(1, 1, v, v, v, 0.25F);
    to_gray(picture);
    for (const std::size_t c : {0U, 1U, 2U}) {
      EXPECT_NEAR(picture.samples()[c], v, 1e-5F);
    }
    EXPECT_EQ(picture.samples()[3], 0.25F);
  }
}

TEST(ToGray, WeighsThePrimariesInLinearLight) {
  // encoded(0.2126), encoded(0.7152), encoded(0.0722): computed by the standard's formula in double precision.
  const std::array<std::array<float, 4>, 3> expected = {
      {{1, 0, 0, 0.49844F}, {0, 1, 0, 0.86248F}, {0, 0, 1, 0.29789F}}};
  for (const auto& [red, green, blue, gray] : expected) {
    Image picture = constant(2, 1, red, green, blue);
    to_gray(picture);
    EXPECT_NEAR(picture.samples()[0], gray, 1e-4F);
    EXPECT_EQ(picture.samples()[0], picture.samples()[6]);
  }
}

}  // namespace
}  // namespace neural_style::plugin
