// Requests made fit to compute with, and those that cannot be.
#include "stylize/prepare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <span>

namespace neural_style {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

Image one_colour(int width, int height, float red, float green, float blue, float alpha = 1) {
  Image image(width, height);
  for (std::size_t i = 0; i < image.samples().size(); i += 4) {
    image.samples()[i] = red;
    image.samples()[i + 1] = green;
    image.samples()[i + 2] = blue;
    image.samples()[i + 3] = alpha;
  }
  return image;
}

Request request() {
  Request request;
  request.content = one_colour(8, 6, 0.2F, 0.4F, 0.6F);
  request.styles.push_back({one_colour(5, 5, 1, 0, 0), 1});
  return request;
}

std::string refusal(const Request& request) {
  try {
    prepare(request);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(Prepare, NotANumberCountsAsZeroWithAWarning) {
  Request bad = request();
  bad.content.samples()[0] = std::numeric_limits<float>::quiet_NaN();
  bad.content.samples()[5] = std::numeric_limits<float>::infinity();
  const Prepared prepared = prepare(bad);
  EXPECT_EQ(prepared.content.image->samples()[0], 0);
  EXPECT_EQ(prepared.content.image->samples()[5], 1);
  ASSERT_THAT(prepared.warnings, SizeIs(2));
  EXPECT_THAT(prepared.warnings[0], HasSubstr("not numbers"));
  EXPECT_THAT(prepare(request()).warnings, SizeIs(0));
}

TEST(Prepare, TransparentPixelsTakeTheColoursAroundThemAndDoNotCount) {
  Request partly = request();
  partly.content = one_colour(9, 9, 0.9F, 0.1F, 0.5F);
  for (int x = 3; x < 6; ++x) {
    std::fill_n(partly.content.row(4).begin() + 4 * static_cast<std::ptrdiff_t>(x), 4, 0.0F);  // black, transparent
  }
  const Prepared prepared = prepare(partly);
  EXPECT_NEAR(prepared.content.image->row(4)[16], 0.9F, 0.01F);
  EXPECT_EQ(prepared.content.weight.row(4)[4], 0);
  EXPECT_EQ(prepared.content.weight.row(4)[2], 1);
}

TEST(Prepare, CopiesNothingThatNeedsNoChange) {
  const Request plain = request();
  const Prepared prepared = prepare(plain);
  EXPECT_EQ(prepared.content.image.get(), &plain.content);
  EXPECT_TRUE(prepared.content.weight.empty());
  EXPECT_EQ(prepared.styles[0].image.get(), &plain.styles[0].image);
  EXPECT_EQ(resample(prepared.content, 8, 6).image.get(), &plain.content);
  EXPECT_EQ(resample(prepared.content, 4, 3).image->width(), 4);
}

TEST(Prepare, EachStyleTakesTheContentsColors) {
  Request two = request();
  two.styles.push_back({one_colour(5, 5, 0, 0.2F, 0.9F), 2});
  two.settings.color = Color::linear;
  for (const CleanPicture& style : prepare(two).styles) {
    EXPECT_NEAR(style.image->samples()[0], 0.2F, 0.01F);
    EXPECT_NEAR(style.image->samples()[2], 0.6F, 0.01F);
  }
  EXPECT_EQ(prepare(two).styles[1].share, 2);
}

TEST(Prepare, SelectionMultipliesAlpha) {
  Request selected = request();
  selected.content = one_colour(8, 6, 0, 0, 0, 0.5F);
  selected.selection = Mask(8, 6);
  selected.selection.row(2)[3] = 0.5F;
  const Prepared prepared = prepare(selected);
  EXPECT_FLOAT_EQ(prepared.content.weight.row(2)[3], 0.25F);
  EXPECT_EQ(prepared.content.weight.row(0)[0], 0);
}

TEST(Prepare, SaysWhatIsWrong) {
  Request bad = request();
  bad.content = {};
  EXPECT_THAT(refusal(bad), HasSubstr("content picture is empty"));
  bad = request();
  bad.styles.clear();
  EXPECT_THAT(refusal(bad), HasSubstr("no style picture"));
  bad = request();
  bad.styles[0].weight = 0;
  EXPECT_THAT(refusal(bad), HasSubstr("weight"));
  bad = request();
  bad.styles[0].image = one_colour(5, 5, 1, 1, 1, 0);
  EXPECT_THAT(refusal(bad), HasSubstr("fully transparent"));
  bad = request();
  bad.selection = Mask(8, 6);
  EXPECT_THAT(refusal(bad), HasSubstr("Nothing visible is selected"));
  bad = request();
  bad.selection = Mask(7, 6);
  EXPECT_THAT(refusal(bad), HasSubstr("size"));
}

/// Of the content's size: 1 in the first `columns`, 0 elsewhere.
Mask columns(int count) {
  Mask mask(8, 6);
  for (int y = 0; y < 6; ++y) {
    for (int x = 0; x < count; ++x) {
      mask.row(y)[static_cast<std::size_t>(x)] = 1;
    }
  }
  return mask;
}

TEST(Prepare, WithoutRegionsAllStylesAreForAllOfIt) {
  Request two = request();
  two.styles.push_back(two.styles.front());
  const Prepared prepared = prepare(two);
  ASSERT_THAT(prepared.regions, SizeIs(1));
  EXPECT_TRUE(prepared.regions[0].weight.empty());
  EXPECT_THAT(prepared.regions[0].styles, testing::ElementsAre(0, 1));
}

TEST(Prepare, RegionsShareWhatCountsAndLeaveTheRest) {
  Request guided = request();
  guided.styles[0].region = 1;
  guided.styles.push_back(guided.styles.front());
  guided.styles[1].region = 0;
  guided.regions = {columns(3)};
  guided.selection = columns(5);
  const Prepared prepared = prepare(guided);
  ASSERT_THAT(prepared.regions, SizeIs(2));
  EXPECT_THAT(prepared.regions[0].styles, testing::ElementsAre(1));
  EXPECT_THAT(prepared.regions[0].weight.row(0), testing::ElementsAre(0, 0, 0, 1, 1, 0, 0, 0));
  EXPECT_EQ(prepared.regions[1].weight, columns(3));
}

TEST(Prepare, OverlappingRegionsCountByHalves) {
  Request guided = request();
  guided.styles[0].region = 1;
  guided.styles.push_back(guided.styles.front());
  guided.styles[1].region = 2;
  guided.regions = {columns(4), columns(2)};
  const Prepared prepared = prepare(guided);
  ASSERT_THAT(prepared.regions, SizeIs(2));  // and there is no rest, since no style is for it
  EXPECT_THAT(prepared.regions[0].weight.row(0), testing::ElementsAre(0.5F, 0.5F, 1, 1, 0, 0, 0, 0));
  EXPECT_THAT(prepared.regions[1].weight.row(0), testing::ElementsAre(0.5F, 0.5F, 0, 0, 0, 0, 0, 0));
}

TEST(Prepare, SaysWhatIsWrongWithRegionsAndMasks) {
  Request guided = request();
  guided.styles[0].region = 1;
  EXPECT_THAT(refusal(guided), HasSubstr("there are only 0"));
  guided.regions = {columns(0)};
  EXPECT_THAT(refusal(guided), HasSubstr("Region 1 is empty"));
  guided.regions = {Mask(7, 6)};
  EXPECT_THAT(refusal(guided), HasSubstr("Region 1 is not of the content"));
  guided.regions = {columns(2), columns(3)};
  EXPECT_THAT(refusal(guided), HasSubstr("Region 2 has no style"));
  Request kept = request();
  kept.keep = Mask(8, 5);
  EXPECT_THAT(refusal(kept), HasSubstr("what to keep"));
  Request masked = request();
  masked.styles[0].mask = Mask(5, 5);
  EXPECT_THAT(refusal(masked), HasSubstr("leaves nothing"));
  masked.styles[0].mask = Mask(5, 4);
  EXPECT_THAT(refusal(masked), HasSubstr("not of that picture's size"));
}

TEST(Prepare, SeamlessContentsEndsAreAlike) {
  Request seamless = request();
  seamless.content = one_colour(64, 6, 0.2F, 0.4F, 0.6F);
  for (int y = 0; y < 6; ++y) {
    for (int x = 32; x < 64; ++x) {
      seamless.content.row(y)[static_cast<std::size_t>(x) * 4] = 0.8F;
    }
  }
  seamless.settings.seamless = Seamless::horizontal;
  const Prepared prepared = prepare(seamless);
  const std::span<const float> row = prepared.content.image->row(2);
  EXPECT_NEAR(row[0], row[row.size() - 4], 0.02);
  EXPECT_NEAR(row[0], 0.5, 0.02);
  EXPECT_FLOAT_EQ(row[64], 0.2F);
  EXPECT_FLOAT_EQ(row[1], 0.4F);
  EXPECT_FLOAT_EQ(row[3], 1);
}

}  // namespace
}  // namespace neural_style
