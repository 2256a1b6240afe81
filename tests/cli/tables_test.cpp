// What the program says about settings, presets, models and memory.
#include "neural_style/settings.hpp"
#include "program.hpp"

namespace neural_style {
namespace {

using nlohmann::json;

json answer(const Arguments& arguments) {
  const Outcome outcome = neural_style_program(arguments);
  EXPECT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_EQ(outcome.errors, "");
  EXPECT_EQ(lines_of(outcome.output).size(), 1U);
  return json::parse(outcome.output);
}

std::string text_of(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

TEST(Tables, PresetsAsJsonSayEveryValue) {
  const json all = answer({"presets", "--json"});
  ASSERT_EQ(all.size(), presets().size());
  for (const json& each : all) {
    EXPECT_EQ(each["settings"].size(), settings_table().size());
    Settings read;
    for (const auto& [id, value] : each["settings"].items()) {
      set_setting(read, id, text_of(value));
    }
    EXPECT_EQ(read, preset(each["id"].get<std::string>()).settings);
  }
  EXPECT_EQ(all[1]["settings"]["learning_rate"], 2.0);
  EXPECT_EQ(all[1]["settings"]["threads"], "automatic");
}

TEST(Tables, PresetsAsTextCanBeGivenBack) {
  const Outcome outcome = neural_style_program({"presets"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.output, testing::HasSubstr(settings_text(preset("tutorial").settings, Settings{})));
}

TEST(Tables, SettingsAsJsonAreTheTable) {
  const json rows = answer({"settings", "--json"});
  ASSERT_EQ(rows.size(), settings_table().size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i]["id"], settings_table()[i].id);
    EXPECT_EQ(text_of(rows[i]["default"]), setting_text(Settings{}, settings_table()[i].id));
  }
  EXPECT_EQ(rows[0]["maximum"], 1.0);
  EXPECT_THAT(neural_style_program({"settings"}).output, testing::HasSubstr("strength=0.5\n"));
}

TEST(Tables, ShippedModelIsListedAndSound) {
  const Outcome list = neural_style_program({"models", "list"});
  EXPECT_EQ(list.code, 0);
  EXPECT_THAT(list.output, testing::HasSubstr("vgg19_palette8.safetensors"));
  const Outcome verify = neural_style_program({"models", "verify"});
  EXPECT_EQ(verify.code, 0) << verify.errors;
  EXPECT_THAT(verify.output, testing::HasSubstr("is sound"));
}

TEST(Tables, OutputThatCannotBeWrittenIsAFailure) {
  const Outcome outcome = run_program({"/bin/sh", "-c", NEURAL_STYLE_PROGRAM " settings > /dev/full"});
  EXPECT_EQ(sentence_of(outcome), "The standard output cannot be written to.");
}

}  // namespace
}  // namespace neural_style
