// How a picture is shared out among a team.
#include "objective/strips.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "objective/tiles.hpp"
#include "stylize/plan.hpp"

namespace neural_style {
namespace {

TEST(Strips, OwnEveryRowOnceAndSeeTheBorder) {
  for (int height = 1; height < 700; ++height) {
    for (const int processes : {1, 2, 3, 7}) {
      for (const Seamless seamless : {Seamless::none, Seamless::vertical}) {
        SCOPED_TRACE(testing::Message() << height << " rows, " << processes << " processes");
        const std::vector<Strip> strips = strips_of(height, processes, seamless);
        ASSERT_EQ(strips.size(), static_cast<std::size_t>(processes));
        int next = 0;
        int least = height;
        int most = 0;
        for (const Strip& strip : strips) {
          EXPECT_EQ(strip.own.begin, next);
          next = strip.own.end;
          if (strip.own.length() == 0) {
            continue;
          }
          EXPECT_EQ(strip.own.begin % tile_grid, 0);
          least = std::min(least, strip.own.length());
          most = std::max(most, strip.own.length());
          const bool round = seamless == Seamless::vertical && !strip.whole();
          EXPECT_EQ(strip.above(), round || strip.own.begin > 0 ? tile_border : 0);
          EXPECT_EQ(strip.below(), round || strip.own.end < height ? tile_border : 0);
          if (!strip.whole()) {
            EXPECT_GE(strip.own.length(), tile_border);
          }
        }
        EXPECT_EQ(next, height);
        EXPECT_LT(most - least, 2 * tile_grid);  // a cell, and what the last one lacks
      }
    }
  }
}

TEST(Strips, ALowPictureIsForOne) {
  const std::vector<Strip> strips = strips_of(100, 4, Seamless::none);
  EXPECT_TRUE(strips.front().whole());
  EXPECT_EQ(strips.back().own.length(), 0);
  EXPECT_TRUE(tiles_of(strips.back(), 50, 0, Seamless::none).empty());
}

TEST(Strips, TilesOwnTheStrip) {
  for (const Strip& strip : strips_of(1000, 3, Seamless::none)) {
    int pixels = 0;
    for (const Tile& tile : tiles_of(strip, 500, 100000, Seamless::none)) {
      pixels += tile.y.owned.length() * tile.x.owned.length();
      EXPECT_GE(tile.y.owned.begin, strip.above());
      EXPECT_GE(tile.y.region.begin, 0);
      EXPECT_LE(tile.y.region.end, strip.seen.length());
    }
    EXPECT_EQ(pixels, strip.own.length() * 500);
  }
}

TEST(Strips, ManyProcessesNeedLessMemoryEach) {
  Settings settings;
  settings.size = {Size::Kind::full};
  PictureSizes sizes = usual_sizes(4000, 6000);
  constexpr std::size_t plenty = std::size_t{1} << 40U;
  const Plan alone = make_plan(sizes, settings, plenty);
  sizes.strips = 8;
  const Plan shared = make_plan(sizes, settings, plenty);
  EXPECT_LT(static_cast<double>(shared.peak_memory), 0.35 * static_cast<double>(alone.peak_memory));
  EXPECT_THAT(shared.text(), testing::HasSubstr("threads in each of 8 processes, scales"));
  EXPECT_LT(passes_of(shared.scales.back()).backward, 0.2 * passes_of(alone.scales.back()).backward);
}

}  // namespace
}  // namespace neural_style
