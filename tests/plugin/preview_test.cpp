// Parts of pictures.
#include "ui/preview.hpp"

#include <gtest/gtest.h>

#include "support/pictures.hpp"

namespace neural_style::ui {
namespace {

TEST(Cut, TakesEveryPixelThatIsTouched) {
  const Image picture = gradient(8, 4);
  const Detail detail = cut(picture, {0.3, 0.5, 0.3, 0.25});
  EXPECT_EQ(detail.part, (Part{0.25, 0.5, 0.375, 0.25}));
  ASSERT_EQ(detail.picture.width(), 3);
  ASSERT_EQ(detail.picture.height(), 1);
  for (std::size_t i = 0; i < 12; ++i) {
    EXPECT_EQ(detail.picture.row(0)[i], picture.row(2)[8 + i]);
  }
}

TEST(Cut, TakesAllOfAPictureThatIsLookedAtAsAWhole) {
  const Image picture = gradient(7, 5);
  const Detail detail = cut(picture, {});
  EXPECT_EQ(detail.part, Part{});
  EXPECT_EQ(detail.picture, picture);
}

TEST(Cut, HasAPixelAtLeast) {
  const Detail detail = cut(gradient(7, 5), {1, 1, 0, 0});
  EXPECT_EQ(detail.picture.width(), 1);
  EXPECT_EQ(detail.picture.height(), 1);
}

}  // namespace
}  // namespace neural_style::ui
