// Averages of blocks.
#include "ui/shrink.hpp"

#include <gtest/gtest.h>

#include "support/pictures.hpp"

namespace neural_style::ui {
namespace {

TEST(Shrink, LeavesSmallPicturesAlone) {
  const Image picture = gradient(30, 20);
  EXPECT_EQ(shrink(picture, 30), picture);
  EXPECT_EQ(shrink(picture, 100), picture);
}

TEST(Shrink, AveragesBlocksAndTheirRemainders) {
  Image picture(5, 3);
  for (int y = 0; y < 3; ++y) {
    for (std::size_t x = 0; x < 5; ++x) {
      picture.row(y)[4 * x] = static_cast<float>(x) + 10 * static_cast<float>(y);
      picture.row(y)[4 * x + 3] = 1;
    }
  }
  const Image small = shrink(picture, 3);
  ASSERT_EQ(small.width(), 3);
  ASSERT_EQ(small.height(), 2);
  EXPECT_FLOAT_EQ(small.row(0)[0], (0 + 1 + 10 + 11) / 4.0F);
  EXPECT_FLOAT_EQ(small.row(0)[8], (4 + 14) / 2.0F);
  EXPECT_FLOAT_EQ(small.row(1)[8], 24);
  EXPECT_FLOAT_EQ(small.row(1)[11], 1);
}

TEST(Shrink, WeighsColorsByAlpha) {
  Image picture = constant(2, 2, 1, 0, 0, 0);
  picture.row(0)[0] = 0.25F;
  picture.row(0)[3] = 0.8F;
  const Image small = shrink(picture, 1);
  EXPECT_FLOAT_EQ(small.row(0)[0], 0.25F);
  EXPECT_FLOAT_EQ(small.row(0)[3], 0.2F);
  EXPECT_EQ(shrink(constant(2, 2, 1, 1, 1, 0), 1), constant(1, 1, 0, 0, 0, 0));
}

}  // namespace
}  // namespace neural_style::ui
