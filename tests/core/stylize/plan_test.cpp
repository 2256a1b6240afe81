// How a run spends its memory.
#include "stylize/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <regex>

#include "stylize/memory_model.hpp"

namespace neural_style {
namespace {

using testing::HasSubstr;

constexpr std::size_t plenty = std::numeric_limits<std::size_t>::max();
constexpr std::size_t mebibyte = std::size_t{1} << 20U;

Settings full_size() {
  Settings settings;
  settings.size.kind = Size::Kind::full;
  settings.precision = Precision::float32;
  settings.threads = 2;
  return settings;
}

const PictureSizes photograph = {{3000, 1000}, {{1200, 900}}, 0, {}};
const PictureSizes scroll = {{21830, 1024}, {{1200, 900}}, 0, {}};

int tile_count(const ScalePlan& plan) { return plan.scale.tile_columns * plan.scale.tile_rows; }

/// How thrifty a plan is, in the order in which thrift is worth it.
auto thrift(const ScalePlan& plan) { return std::tuple(plan.tile_pixels > 0, plan.half_history, plan.half_targets); }

TEST(Plan, SparesNothingWhereThereIsPlenty) {
  for (const ScalePlan& plan : make_plan(photograph, full_size(), plenty).scales) {
    EXPECT_EQ(plan.tile_pixels, 0U);
    EXPECT_EQ(tile_count(plan), 1);
    EXPECT_FALSE(plan.half_targets);
    EXPECT_FALSE(plan.half_history);
    EXPECT_EQ(plan.pairs, 15);
  }
}

TEST(Plan, SparesStepByStepAndKeepsToTheLimit) {
  const std::size_t most = make_plan(photograph, full_size(), plenty).peak_memory;
  auto before = thrift(make_plan(photograph, full_size(), most).scales.back());
  EXPECT_EQ(before, std::tuple(false, false, false));
  bool in_tiles = false;
  bool fits = true;
  for (std::size_t limit = most - 1; fits; limit = limit / 20 * 19) {
    const Plan plan = make_plan(photograph, full_size(), limit);
    const ScalePlan& finest = plan.scales.back();
    fits = plan.fits();
    EXPECT_GE(thrift(finest), before) << limit;
    EXPECT_EQ(finest.tile_pixels > 0, tile_count(finest) > 1);
    EXPECT_GE(finest.pairs, 3);
    in_tiles = in_tiles || tile_count(finest) > 1;
    before = thrift(finest);
    ASSERT_GT(limit, mebibyte);
  }
  EXPECT_TRUE(in_tiles);
}

TEST(Plan, TilesOnlyWhereTheThriftiestWholeDoesNotFit) {
  Plan plan = make_plan(photograph, full_size(), 1);  // in the smallest tiles
  ScalePlan whole = plan.scales.back();
  ASSERT_GT(whole.tile_pixels, 0U);
  whole.tile_pixels = 0;
  whole.pairs = 5;
  const std::size_t needed = MemoryModel(photograph, full_size(), Precision::float32, 2).peak(whole);
  EXPECT_EQ(make_plan(photograph, full_size(), needed).scales.back().tile_pixels, 0U);
  EXPECT_GT(make_plan(photograph, full_size(), needed - 1).scales.back().tile_pixels, 0U);
}

TEST(Plan, EachScaleHasAllOfTheMemory) {
  const std::size_t limit = 4096 * mebibyte;
  const Plan plan = make_plan(scroll, full_size(), limit);
  EXPECT_TRUE(plan.fits());
  ASSERT_GT(tile_count(plan.scales.back()), 1);
  bool in_fewer_tiles = false;
  for (std::size_t i = 1; i < plan.scales.size(); ++i) {
    const ScalePlan& coarser = plan.scales[i - 1];
    const ScalePlan& finer = plan.scales[i];
    EXPECT_LE(thrift(coarser), thrift(finer));
    EXPECT_LE(tile_count(coarser), tile_count(finer));
    EXPECT_GE(coarser.pairs, finer.pairs);
    // Tiles as small as the finer scale's would be four times fewer.
    in_fewer_tiles = in_fewer_tiles || (coarser.tile_pixels > 0 && 8 * tile_count(coarser) < tile_count(finer));
    EXPECT_LE(MemoryModel(scroll, full_size(), Precision::float32, 2).peak(coarser), limit);
  }
  EXPECT_TRUE(in_fewer_tiles);
  EXPECT_EQ(tile_count(plan.scales.front()), 1);
}

TEST(Plan, StylesCount) {
  PictureSizes large_style = photograph;
  Settings settings = full_size();
  settings.style_scale = 4;
  const std::size_t small = make_plan(photograph, full_size(), plenty).peak_memory;
  const std::size_t large = make_plan(large_style, settings, plenty).peak_memory;
  EXPECT_GT(large, small + 1000 * mebibyte);
  // A style that is larger than the content is what is cut then.
  const Plan tight = make_plan(large_style, settings, small);
  EXPECT_TRUE(tight.fits());
  EXPECT_GT(tight.scales.back().tile_pixels, 0U);
}

TEST(Plan, AdamKeepsNoPairs) {
  Settings settings = full_size();
  settings.optimizer = Optimizer::adam;
  const Plan plan = make_plan(photograph, settings, plenty);
  EXPECT_EQ(plan.scales.back().pairs, 0);
  EXPECT_LT(plan.peak_memory, make_plan(photograph, full_size(), plenty).peak_memory);
}

TEST(Plan, SaysWhatItDoes) {
  Settings settings = full_size();
  settings.scales = 2;
  settings.coarse_evaluations = 80;
  settings.evaluations = 25;
  EXPECT_EQ(make_plan(photograph, settings, plenty).text(),
            "cpu, float32, 2 threads, scales 1500x500*80,15 pairs 3000x1000*25,15 pairs");
  EXPECT_THAT(make_plan(scroll, settings, 4096 * mebibyte).text(), HasSubstr("x1,half targets,"));
}

TEST(Plan, ACardIsNamedAndItsMemoryIsWhatCounts) {
  Settings settings = full_size();
  settings.precision = Precision::automatic;
  const Plan newer = make_plan(photograph, settings, plenty, Card{"GeForce", true});
  EXPECT_THAT(newer.text(), testing::StartsWith("cuda (GeForce), bfloat16, "));
  EXPECT_EQ(make_plan(photograph, settings, plenty, Card{"GeForce", false}).precision, Precision::float32);
  const std::size_t limit = newer.peak_memory / 2;
  const Plan tight = make_plan(photograph, settings, limit, newer.card);
  EXPECT_TRUE(tight.fits());
  EXPECT_THAT(tight.text(), HasSubstr("half targets"));
  EXPECT_GT(tight.scales.back().tile_pixels, 0U);
  EXPECT_THAT(refusal(make_plan(photograph, settings, mebibyte, newer.card), photograph, settings),
              HasSubstr("No size would fit"));
}

TEST(Plan, NoTileIsLargerThanACardCounts) {
  const PictureSizes mural = usual_sizes(20000, 10000);
  const Plan plan = make_plan(mural, full_size(), std::size_t{1} << 42U, Card{"Giant", true});
  ASSERT_GT(plan.scales.back().tile_pixels, 0U);
  EXPECT_LT(plan.scales.back().tile_pixels * 64, std::size_t{1} << 31U);
  EXPECT_FALSE(plan.scales.back().half_history) << "there is memory enough";
}

TEST(Plan, RefusalNamesTheLargestSizeThatFits) {
  const std::size_t limit = 1200 * mebibyte;
  const Plan plan = make_plan(scroll, full_size(), limit);
  ASSERT_FALSE(plan.fits());
  const std::string sentence = refusal(plan, scroll, full_size());
  std::smatch found;
  ASSERT_TRUE(std::regex_search(sentence, found, std::regex("a long side of up to ([0-9]+) pixels would fit")))
      << sentence;
  Settings settings = full_size();
  settings.size = {Size::Kind::long_side, std::stoi(found[1]), 0};
  EXPECT_TRUE(make_plan(scroll, settings, limit).fits());
  settings.size.width += 1 + settings.size.width / 50;
  EXPECT_FALSE(make_plan(scroll, settings, limit).fits());

  const Plan hopeless = make_plan(scroll, full_size(), mebibyte);
  EXPECT_THAT(refusal(hopeless, scroll, full_size()), HasSubstr("No size would fit"));
}

TEST(Plan, TimeCountsPixelsTilesAndHistory) {
  Settings settings = full_size();
  settings.scales = 1;
  settings.evaluations = 10;
  const PictureSizes sizes = {{1600, 800}, {{800, 800}}, 0, {}};
  const Plan whole = make_plan(sizes, settings, plenty);
  const double pixels = 1600 * 800;
  const double style = 800 * 800;
  EXPECT_DOUBLE_EQ(seconds_at({.start = 3}, whole), 3);
  EXPECT_DOUBLE_EQ(seconds_at({.evaluation = 2}, whole), 20);
  EXPECT_DOUBLE_EQ(seconds_at({.backward = 1}, whole), 10 * pixels);
  EXPECT_DOUBLE_EQ(seconds_at({.forward = 1}, whole), 11 * pixels + style);
  // From the third evaluation on there are 1, 2 … 8 pairs of two vectors; each is used twice.
  EXPECT_DOUBLE_EQ(seconds_at({.history_byte = 1}, whole), 36 * 2 * 3 * 4 * 2 * pixels);

  const Plan tiled = make_plan(sizes, settings, make_plan(sizes, settings, 1).peak_memory);
  ASSERT_GT(tile_count(tiled.scales.back()), 1);
  EXPECT_GT(seconds_at({.backward = 1}, tiled), 1.2 * 10 * pixels);
  EXPECT_GT(seconds_at({.forward = 1}, tiled), 1.8 * seconds_at({.backward = 1}, tiled));
}

TEST(Plan, TimeCountsOfBordersWhatIsComputed) {
  const PictureSizes sizes = {{1600, 800}, {{800, 800}}, 0, {}};
  const std::size_t least = make_plan(sizes, full_size(), 1).peak_memory;
  ScalePlan scale = make_plan(sizes, full_size(), least).scales.back();
  ASSERT_GT(tile_count(scale), 1);
  scale.trims_borders = false;
  const Passes all = passes_of(scale);
  scale.trims_borders = true;
  const Passes needed = passes_of(scale);
  EXPECT_LT(needed.forward, 0.9 * all.forward);
  EXPECT_LT(needed.backward, 0.9 * all.backward);
  EXPECT_GT(needed.backward, 1600 * 800);

  Settings settings = full_size();
  for (const Precision precision : {Precision::bfloat16, Precision::float32}) {
    settings.precision = precision;
    const bool ours = precision == Precision::float32 && kernel_set() != KernelSet::none;
    EXPECT_EQ(make_plan(sizes, settings, plenty).scales.back().trims_borders, ours);
  }
}

}  // namespace
}  // namespace neural_style
