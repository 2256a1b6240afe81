// Settings from and to text.
#include <gmock/gmock.h>

#include <clocale>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <locale>
#include <string>
#include <vector>

#include "neural_style/settings.hpp"
#include "support/error_text.hpp"

namespace neural_style {
namespace {

std::string refusal(std::string_view id, std::string_view text) {
  Settings settings;
  std::string sentence = error_text([&] { set_setting(settings, id, text); });
  EXPECT_EQ(settings, Settings{}) << "a refused value must change nothing";
  return sentence;
}

Settings with(std::string_view id, std::string_view text) {
  Settings settings;
  set_setting(settings, id, text);
  return settings;
}

TEST(SettingsText, EveryPresetReadsBackToTheSameValues) {
  for (const Preset& each : presets()) {
    for (const Preset& base : presets()) {
      Settings read = base.settings;
      set_settings(read, settings_text(each.settings, base.settings));
      EXPECT_EQ(read, each.settings) << each.id << " from " << base.id;
    }
    EXPECT_EQ(settings_text(each.settings, each.settings), "");
  }
}

TEST(SettingsText, EverySettingReadsItsOwnText) {
  for (const Preset& each : presets()) {
    for (const SettingInfo& info : settings_table()) {
      Settings read = each.settings;
      set_setting(read, info.id, setting_text(each.settings, info.id));
      EXPECT_EQ(read, each.settings) << info.id;
    }
  }
}

TEST(SettingsText, RealsComeBackToTheLastBit) {
  for (const double value : {0.1, 1.0 / 3.0, std::nextafter(0.5, 1.0), 5e-324, 0.0, 1.0}) {
    Settings settings;
    settings.strength = value;
    EXPECT_EQ(with("strength", setting_text(settings, "strength")).strength, value);
  }
}

/// Numbers of C++ streams with a decimal comma and grouped by points, as in Germany.
class CommaPoint : public std::numpunct<char> {
  [[nodiscard]] char do_decimal_point() const override { return ','; }
  [[nodiscard]] char do_thousands_sep() const override { return '.'; }
  [[nodiscard]] std::string do_grouping() const override { return "\3"; }
};

void expect_decimal_points() {
  const Settings settings = with("strength", "0.25");
  EXPECT_EQ(settings.strength, 0.25);
  EXPECT_EQ(setting_text(settings, "strength"), "0.25");
  EXPECT_EQ(setting_text(with("seed", "1234567"), "seed"), "1234567");
  EXPECT_THAT(refusal("seed", "-1"), testing::HasSubstr("9007199254740992"));
}

TEST(SettingsText, NumbersKnowNoLocaleOfStreams) {
  const std::locale before = std::locale::global(std::locale(std::locale::classic(), new CommaPoint));
  expect_decimal_points();
  std::locale::global(before);
}

TEST(SettingsText, NumbersKnowNoLocaleOfC) {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  // NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread
  ::setenv("LOCPATH", NEURAL_STYLE_TEST_LOCALES, 1);
  const bool found = std::setlocale(LC_ALL, "de_DE.UTF-8") != nullptr;
  expect_decimal_points();
  std::setlocale(LC_ALL, before.c_str());
  // NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread
  ::unsetenv("LOCPATH");
  EXPECT_TRUE(found);
}

TEST(SettingsText, RefusesWhatIsNoNumberInRange) {
  EXPECT_EQ(refusal("strength", "abc"), "\"strength\" takes a number from 0 to 1, not \"abc\".");
  for (const auto* text :
       {"", " ", "0,5", "1.0001", "-0.1", "nan", "inf", "-inf", "0.5 ", " 0.5", "0.5x", "0x1", "1e999"}) {
    EXPECT_THAT(refusal("strength", text), testing::HasSubstr("takes a number from 0 to 1")) << text;
  }
  EXPECT_EQ(refusal("evaluations", "2.5"), "\"evaluations\" takes a whole number from 1 to 100000, not \"2.5\".");
  EXPECT_EQ(refusal("evaluations", "99999999999999999999"),
            "\"evaluations\" takes a whole number from 1 to 100000, not \"99999999999999999999\".");
  EXPECT_EQ(refusal("evaluations", "automatic"),
            "\"evaluations\" takes a whole number from 1 to 100000, not \"automatic\".");
  EXPECT_EQ(refusal("scales", "17"), "\"scales\" takes \"automatic\" or a whole number from 1 to 16, not \"17\".");
  EXPECT_THAT(refusal("style_weight", "0"), testing::HasSubstr("takes a number from"));
  EXPECT_THAT(refusal("seed", "-1"), testing::HasSubstr("from 0 to 9007199254740992"));
}

TEST(SettingsText, AcceptsTheEndsOfEachRange) {
  for (const SettingInfo& info : settings_table()) {
    if (info.kind == SettingKind::real || info.kind == SettingKind::integer) {
      for (const double end : {info.minimum, info.maximum}) {
        const std::string text =
            info.kind == SettingKind::real ? std::to_string(end) : std::to_string(std::llround(end));
        EXPECT_NO_THROW(with(info.id, text)) << info.id << '=' << text;
      }
    }
  }
}

TEST(SettingsText, ZeroIsWrittenAsAutomaticWhereItMeansThat) {
  EXPECT_EQ(setting_text(with("threads", "0"), "threads"), "automatic");
  EXPECT_EQ(with("threads", "automatic").threads, 0);
  EXPECT_EQ(setting_text(with("seed", "0"), "seed"), "0");
}

TEST(SettingsText, Choices) {
  EXPECT_EQ(with("optimizer", "adam").optimizer, Optimizer::adam);
  EXPECT_EQ(with("loss", "absolute").loss, Loss::absolute);
  EXPECT_EQ(with("pooling", "max").pooling, Pooling::max);
  EXPECT_EQ(with("padding", "zeros").padding, Padding::zeros);
  EXPECT_EQ(with("device", "cpu").device, Device::cpu);
  EXPECT_EQ(with("device", "cuda").device, Device::cuda);
  EXPECT_EQ(with("precision", "float32").precision, Precision::float32);
  EXPECT_EQ(with("precision", "bfloat16").precision, Precision::bfloat16);
  EXPECT_EQ(refusal("precision", "double"),
            "\"precision\" takes \"automatic\", \"float32\" or \"bfloat16\", not \"double\".");
  EXPECT_EQ(refusal("pooling", "Max"), "\"pooling\" takes \"average\" or \"max\", not \"Max\".");
}

TEST(SettingsText, Sizes) {
  EXPECT_EQ(with("size", "automatic").size, Size{});
  EXPECT_EQ(with("size", "full").size, (Size{Size::Kind::full}));
  EXPECT_EQ(with("size", "1024").size, (Size{Size::Kind::long_side, 1024}));
  EXPECT_EQ(with("size", "400x300").size, (Size{Size::Kind::exact, 400, 300}));
  EXPECT_EQ(with("size", "16x65535").size, (Size{Size::Kind::exact, 16, 65535}));
  for (const auto* text :
       {"", "15", "65536", "0", "-400", "400x", "x300", "400x300x200", "400 x 300", "400x15", "big", "4e2"}) {
    EXPECT_THAT(refusal("size", text), testing::HasSubstr("a size such as 400x300 with sides from 16 to 65535"))
        << text;
  }
}

TEST(SettingsText, Layers) {
  const std::vector<LayerWeight> expected = {{"conv1_1", 0.5}, {"conv3_4", 2}};
  EXPECT_EQ(with("style_layers", "conv1_1:0.5,conv3_4:2").style_layers, expected);
  for (const auto* text :
       {"", "conv1_1", "conv1_1:", ":1", "conv1_1:0", "conv1_1:-1", "conv1_1:nan", "conv1_1:inf", "conv5_2:1",
        "relu1_1:1", "conv1_1:1,", ",conv1_1:1", "conv1_1:1,conv1_1:2", "conv1_1:1;conv2_1:1", "conv1_1:2e9"}) {
    EXPECT_THAT(refusal("style_layers", text), testing::HasSubstr("takes different layers of VGG-19")) << text;
  }
}

TEST(SettingsText, TextHasNoWhiteSpace) {
  EXPECT_EQ(with("model", "./my/model.safetensors").model, "./my/model.safetensors");
  EXPECT_EQ(refusal("model", ""), "\"model\" takes text without white space, not \"\".");
  EXPECT_EQ(refusal("model", "a b"), "\"model\" takes text without white space, not \"a b\".");
}

TEST(SettingsText, RefusalsAreOneShortLine) {
  const std::string sentence = refusal("pooling", "line\nbreak " + std::string(5000, 'x'));
  EXPECT_THAT(sentence, testing::Not(testing::HasSubstr("\n")));
  EXPECT_LT(sentence.size(), 200U);
  // 59 letters, then two bytes of "é": the cut falls before the letter, not inside it.
  EXPECT_THAT(refusal("pooling", std::string(59, 'x') + "éé"), testing::HasSubstr("x…\""));
}

TEST(SettingsText, SetsManyAllOrNothing) {
  Settings settings;
  set_settings(settings, "  strength=0.75\tseed=7\n size=1024 ");
  EXPECT_EQ(settings_text(settings, Settings{}), "strength=0.75 size=1024 seed=7");

  const Settings before = settings;
  EXPECT_EQ(error_text([&] { set_settings(settings, "strength=0.1 seed=-1"); }),
            "\"seed\" takes a whole number from 0 to 9007199254740992, not \"-1\".");
  EXPECT_EQ(settings, before);

  set_settings(settings, "");
  EXPECT_EQ(settings, before);
  EXPECT_EQ(error_text([&] { set_settings(settings, "strength"); }),
            "Settings are written as key=value with white space between them, not \"strength\".");
  EXPECT_THAT(error_text([&] { set_settings(settings, "=1"); }), testing::HasSubstr("There is no setting \"\""));
}

TEST(SettingsText, LastOfAKeyCounts) {
  Settings settings;
  set_settings(settings, "seed=1 seed=2");
  EXPECT_EQ(settings.seed, 2);
}

TEST(SettingsText, ChecksSettingsThatWereNotText) {
  for (const Preset& each : presets()) {
    EXPECT_NO_THROW(check_settings(each.settings)) << each.id;
  }
  const auto sentence = [](auto change) {
    Settings settings;
    change(settings);
    return error_text([&] { check_settings(settings); });
  };
  EXPECT_EQ(sentence([](Settings& s) { s.strength = std::numeric_limits<double>::quiet_NaN(); }),
            "\"strength\" takes a number from 0 to 1, not \"nan\".");
  EXPECT_THAT(sentence([](Settings& s) { s.threads = -1; }), testing::HasSubstr("\"threads\" takes"));
  EXPECT_THAT(sentence([](Settings& s) { s.size = {Size::Kind::long_side, 0}; }), testing::HasSubstr("\"size\" takes"));
  EXPECT_THAT(sentence([](Settings& s) { s.style_layers.clear(); }), testing::HasSubstr("\"style_layers\" takes"));
  EXPECT_THAT(sentence([](Settings& s) { s.loss = static_cast<Loss>(9); }), testing::HasSubstr("\"loss\" takes"));
}

TEST(SettingsText, NamesKeepTheirSpacesAndCommas) {
  Settings settings;
  set_setting(settings, "regions", "Old wall,a%2Cb,100%25");
  EXPECT_THAT(settings.regions, testing::ElementsAre("Old wall", "a,b", "100%"));
  EXPECT_EQ(setting_text(settings, "regions"), "Old%20wall,a%2Cb,100%25");
  Settings again;
  set_settings(again, settings_text(settings, {}));
  EXPECT_EQ(again, settings);
  set_setting(settings, "regions", "");
  EXPECT_TRUE(settings.regions.empty());
  for (const char* const wrong : {"a,", ",a", "a,,b", "50%", "%zz", "%00"}) {
    EXPECT_THROW(set_setting(settings, "regions", wrong), Error) << wrong;
  }
}

TEST(SettingsText, NumbersAreListed) {
  Settings settings;
  set_setting(settings, "blend", "3,0.5");
  EXPECT_THAT(settings.blend, testing::ElementsAre(3, 0.5));
  EXPECT_EQ(setting_text(settings, "blend"), "3,0.5");
  set_setting(settings, "blend", "");
  EXPECT_TRUE(settings.blend.empty());
  for (const char* const wrong : {"1,", "0", "-1", "nan", "1;2", "x"}) {
    EXPECT_THROW(set_setting(settings, "blend", wrong), Error) << wrong;
  }
}

}  // namespace
}  // namespace neural_style
