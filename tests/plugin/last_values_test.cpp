// The last run's choices as text and back.
#include "plugin/last_values.hpp"

#include <gtest/gtest.h>

#include "support/error_text.hpp"

namespace neural_style::plugin {
namespace {

TEST(LastValues, ComeBackAsTheyWere) {
  ui::Choices choices;
  choices.style = "/home/künstler/a \"great\" wave\\.png";
  choices.preset = "tutorial";
  choices.settings = preset("tutorial").settings;
  choices.settings.strength = 0.1 + 0.2;
  choices.settings.size = {Size::Kind::exact, 320, 200};
  EXPECT_EQ(parse_last_values(last_values_text(choices)), choices);
  EXPECT_EQ(parse_last_values(last_values_text({})), ui::Choices{});
}

TEST(LastValues, SurviveAFileNameThatIsNoText) {
  ui::Choices choices;
  choices.style = "/home/\xff.png";
  const ui::Choices read = parse_last_values(last_values_text(choices));
  EXPECT_EQ(read.preset, choices.preset);
  EXPECT_EQ(read.settings, choices.settings);
}

TEST(LastValues, RefuseWhatIsDamagedOrUnknown) {
  for (const char* const text :
       {"", "{", "[]", "null", R"({"version": 1})", R"({"version": "1", "style": "", "preset": "", "settings": ""})",
        R"({"version": 2, "style": "a", "preset": "default", "settings": ""})",
        R"({"version": 1e36, "style": "a", "preset": "default", "settings": ""})",
        R"({"version": 1, "style": "a", "preset": "no such", "settings": ""})",
        R"({"version": 1, "style": 7, "preset": "default", "settings": ""})",
        R"({"version": 1, "style": "a", "preset": "default", "settings": "no_such=1"})"}) {
    EXPECT_NE(error_text([&] { parse_last_values(text); }), "") << text;
  }
}

}  // namespace
}  // namespace neural_style::plugin
