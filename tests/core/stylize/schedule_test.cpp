// The scales of a run.
#include "stylize/schedule.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace neural_style {
namespace {

TEST(Schedule, DoublesFromAbout128) {
  const auto scales = schedule({1024, 768}, {});
  EXPECT_EQ(scales.front().width, 128);
  EXPECT_EQ(scales.back().width, 1024);
  EXPECT_EQ(scales.back().height, 768);
  for (std::size_t i = 1; i < scales.size(); ++i) {
    EXPECT_NEAR(static_cast<double>(scales[i].width) / scales[i - 1].width, 2, 0.02);
    EXPECT_LT(scales[i].evaluations, scales[i - 1].evaluations);
  }
  EXPECT_EQ(scales.front().evaluations, 100);
  EXPECT_EQ(scales.back().evaluations, 30);
}

TEST(Schedule, ShortSideDecidesForScrolls) {
  const auto scales = schedule({21830, 1024}, {.size = {.kind = Size::Kind::full}});
  EXPECT_EQ(scales.front().height, 64);
}

TEST(Schedule, OneScaleForThePictureThatIsSmall) {
  for (const Extent tiny : {Extent{1, 1}, {3, 400}, {100, 80}}) {
    const auto scales = schedule(tiny, {});
    ASSERT_EQ(scales.size(), 1U);
    EXPECT_EQ(scales[0].width, tiny.width);
    EXPECT_EQ(scales[0].height, tiny.height);
    EXPECT_EQ(scales[0].evaluations, 30);
  }
}

TEST(Schedule, SizesAsAsked) {
  const Extent photograph = {4000, 3000};
  EXPECT_EQ(finest_extent(photograph, {.kind = Size::Kind::full}), photograph);
  EXPECT_EQ(finest_extent(photograph, {.kind = Size::Kind::long_side, .width = 1000}), (Extent{1000, 750}));
  EXPECT_EQ(finest_extent(photograph, {.kind = Size::Kind::exact, .width = 400, .height = 300}), (Extent{400, 300}));
  const Extent automatic = finest_extent(photograph, {});
  EXPECT_NEAR(static_cast<double>(automatic.width) * automatic.height, 2e6, 3000);
  EXPECT_EQ(finest_extent({1000, 2000}, {}), (Extent{1000, 2000}));
  EXPECT_EQ(finest_extent({4000, 1}, {.kind = Size::Kind::long_side, .width = 100}).height, 1);
}

TEST(Schedule, StyleKeepsItsProportionsAndTheContentsShortSide) {
  EXPECT_EQ(style_extent({600, 400}, {1024, 768}, {1024, 768}, {}), (Extent{1152, 768}));
  Settings finer;
  finer.style_scale = 0.5;
  EXPECT_EQ(style_extent({400, 600}, {1024, 768}, {1024, 768}, finer), (Extent{384, 576}));
  const Settings squeezed = {.size = {.kind = Size::Kind::exact, .width = 400, .height = 300}};
  EXPECT_EQ(style_extent({600, 100}, {400, 300}, {400, 300}, squeezed), (Extent{400, 300}));
}

}  // namespace
}  // namespace neural_style
