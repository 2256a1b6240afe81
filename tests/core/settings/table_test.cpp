// The table of settings: complete, consistent, and clear about unknown ids.
#include <gmock/gmock.h>

#include <set>
#include <string>

#include "neural_style/error.hpp"
#include "neural_style/settings.hpp"
#include "support/error_text.hpp"

namespace neural_style {
namespace {

TEST(SettingsTable, IdsAreDistinctLowerCaseWords) {
  std::set<std::string> ids;
  for (const SettingInfo& info : settings_table()) {
    const std::string id(info.id);
    EXPECT_TRUE(ids.insert(id).second) << id;
    EXPECT_THAT(id, testing::MatchesRegex("[a-z]+(_[a-z]+)*"));
  }
}

TEST(SettingsTable, IdsStayAsScriptsKnowThem) {
  std::vector<std::string> ids;
  for (const SettingInfo& info : settings_table()) {
    ids.emplace_back(info.id);
  }
  EXPECT_THAT(ids, testing::ElementsAre("strength", "size", "style_scale", "color", "color_amount", "seamless", "seed",
                                        "more_styles", "blend", "regions", "style_masks", "keep", "loss", "statistics",
                                        "content_weight", "style_weight", "content_layers", "style_layers", "pooling",
                                        "padding", "noise", "temporal_weight", "optimizer", "scales",
                                        "coarse_evaluations", "evaluations", "learning_rate", "model", "device",
                                        "precision", "threads", "memory_limit"));
}

TEST(SettingsTable, EveryRowHasWordsForADialog) {
  for (const SettingInfo& info : settings_table()) {
    EXPECT_FALSE(info.label.empty()) << info.id;
    EXPECT_GT(info.help.size(), 30U) << info.id;
    EXPECT_TRUE(info.help.ends_with('.')) << info.id;
  }
}

TEST(SettingsTable, RangesAndChoicesBelongToTheirKinds) {
  for (const SettingInfo& info : settings_table()) {
    const bool number = info.kind == SettingKind::real || info.kind == SettingKind::integer;
    EXPECT_EQ(number, info.minimum < info.maximum) << info.id;
    EXPECT_EQ(info.kind == SettingKind::choice, !info.choices.empty()) << info.id;
  }
}

TEST(SettingsTable, ArtistsSettingsComeFirst) {
  bool advanced = false;
  for (const SettingInfo& info : settings_table()) {
    EXPECT_TRUE(info.advanced || !advanced) << info.id << " comes after an advanced setting";
    advanced = info.advanced;
  }
  EXPECT_TRUE(advanced);
}

TEST(SettingsTable, UnknownIdIsAnsweredWithTheNearest) {
  EXPECT_EQ(error_text([] { setting_info("strenght"); }),
            "There is no setting \"strenght\"; did you mean \"strength\"?");
  EXPECT_EQ(error_text([] { setting_info("style-scale"); }),
            "There is no setting \"style-scale\"; did you mean \"style_scale\"?");
  EXPECT_THAT(error_text([] { setting_info(std::string(100000, 'z')); }), testing::SizeIs(testing::Lt(200)));
}

TEST(SettingsTable, FindsRowsById) {
  EXPECT_EQ(setting_info("memory_limit").unit, "MiB");
  EXPECT_EQ(&setting_info("strength"), settings_table().data());
}

}  // namespace
}  // namespace neural_style
