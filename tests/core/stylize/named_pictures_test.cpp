// Names in settings made into parts of a request.
#include "neural_style/named_pictures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "neural_style/error.hpp"
#include "support/error_text.hpp"

namespace neural_style {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// A mask whose values tell which it is.
Mask mask_of(float value) {
  Mask mask(3, 2);
  std::ranges::fill(mask.samples(), value);
  return mask;
}

/// What was asked for, in turn.
struct Reader {
  std::vector<std::string> asked;
  Mask mask(const std::string& name) {
    asked.push_back(name);
    return mask_of(static_cast<float>(asked.size()) / 10);
  }
};

TEST(NamedPictures, StylesFollowTheFirstWithTheirWeightsAndMasks) {
  Settings settings;
  settings.more_styles = {"b", "c"};
  settings.blend = {3, 1};
  settings.style_masks = {"all", "m"};
  Reader reader;
  std::vector<std::string> styles;
  const std::vector<Style> named = named_styles(
      settings, {Image(1, 1)},
      [&](const std::string& name) {
        styles.push_back(name);
        return Image(2, 2);
      },
      [&](std::size_t style, const std::string& name) { return reader.mask(std::to_string(style) + name); });
  EXPECT_THAT(styles, ElementsAre("b", "c"));
  EXPECT_THAT(reader.asked, ElementsAre("1m"));
  ASSERT_EQ(named.size(), 3U);
  EXPECT_EQ(named[0].weight, 3);
  EXPECT_EQ(named[1].weight, 1);
  EXPECT_EQ(named[2].weight, 1);
  EXPECT_TRUE(named[0].mask.empty());
  EXPECT_FALSE(named[1].mask.empty());
}

TEST(NamedPictures, StylesWithOneMaskShareARegion) {
  Request request;
  request.styles = {{Image(1, 1)}, {Image(1, 1)}, {Image(1, 1)}, {Image(1, 1)}};
  request.settings.regions = {"Sky", "rest", "Sky"};
  request.settings.keep = {"Face", "Hand"};
  Reader reader;
  name_regions(request, [&](const std::string& name) { return reader.mask(name); });
  EXPECT_THAT(reader.asked, ElementsAre("Sky", "Face", "Hand"));
  ASSERT_EQ(request.regions.size(), 1U);
  EXPECT_EQ(request.regions[0], mask_of(0.1F));
  EXPECT_EQ(request.styles[0].region, 1U);
  EXPECT_EQ(request.styles[1].region, 0U);
  EXPECT_EQ(request.styles[2].region, 1U);
  EXPECT_EQ(request.styles[3].region, 0U);
  // Of several, what one of them keeps is kept.
  EXPECT_EQ(request.keep, mask_of(0.3F));
  // Called again, nothing stays of what was named before.
  request.settings.regions = {};
  request.settings.keep = {};
  name_regions(request, [&](const std::string& name) { return reader.mask(name); });
  EXPECT_TRUE(request.regions.empty());
  EXPECT_TRUE(request.keep.empty());
  EXPECT_EQ(request.styles[0].region, 0U);
}

TEST(NamedPictures, ListsLongerThanTheStylesAreRefused) {
  Settings settings;
  settings.blend = {1, 2};
  const auto style = [](const std::string& /*name*/) { return Image(1, 1); };
  const auto style_mask = [](std::size_t /*style*/, const std::string& /*name*/) { return Mask(1, 1); };
  EXPECT_THAT(error_text([&] { named_styles(settings, {Image(1, 1)}, style, style_mask); }),
              HasSubstr("\"blend\" is a list of 2"));
  Request request;
  request.styles = {{Image(1, 1)}};
  request.settings.regions = {"a", "b"};
  EXPECT_THAT(error_text([&] { name_regions(request, [](const std::string& /*name*/) { return Mask(1, 1); }); }),
              HasSubstr("\"regions\" is a list of 2"));
}

TEST(NamedPictures, MasksAreTheLumaOfWhatIsOpaque) {
  Image picture(2, 1);
  std::ranges::fill(picture.samples(), 1.0F);
  picture.samples()[7] = 0.5F;
  picture.samples()[0] = 0;
  const Mask mask = luma_mask(picture);
  EXPECT_NEAR(mask.samples()[0], 1 - 0.2126, 1e-6);
  EXPECT_NEAR(mask.samples()[1], 0.5, 1e-6);
}

}  // namespace
}  // namespace neural_style
