// Translations, in a process whose locale is German. What has no language of its own stays as it is.
#include "neural_style/translation.hpp"

#include <gmock/gmock.h>
#include <libintl.h>

#include <clocale>
#include <cstdlib>
#include <string>

#include "neural_style/settings.hpp"
#include "support/error_text.hpp"
#include "support/run_program.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A locale with decimal commas, as install/packages' `locales` can make it on any system; the language that LANGUAGE
/// names counts, since it is not C.
class TranslationTest : public testing::Test {
 protected:
  void SetUp() override {
    setenv("LOCPATH", NEURAL_STYLE_TEST_LOCALES, 1);
    if (setlocale(LC_ALL, "de_DE.UTF-8") == nullptr) {
      ADD_FAILURE() << "no German locale in " NEURAL_STYLE_TEST_LOCALES;
    }
    use_translations();
  }
  void TearDown() override {
    setlocale(LC_ALL, "C");
    unsetenv("LOCPATH");
    unsetenv("LANGUAGE");
  }

  /// From now on the texts are those of a catalogue that holds these lines.
  void speak(const std::string& language, const std::string& plural_forms, const std::string& lines) {
    const std::filesystem::path source = folder_ / "catalogue.po";
    const std::filesystem::path messages = folder_.path() / language / "LC_MESSAGES";
    std::filesystem::create_directories(messages);
    write_text(source, "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: " +
                           plural_forms + "\\n\"\n\n" + lines);
    const Outcome made =
        run_program({NEURAL_STYLE_MSGFMT, "-o", (messages / "neural-style.mo").string(), source.string()});
    ASSERT_EQ(made.code, 0) << made.errors;
    bindtextdomain(text_domain, folder_.path().c_str());
    setenv("LANGUAGE", language.c_str(), 1);
    setlocale(LC_MESSAGES, "de_DE.UTF-8");  // so that gettext looks again
  }

 private:
  TemporaryFolder folder_;
};

constexpr const char* two_forms = "nplurals=2; plural=(n != 1);";

std::string refusal() {
  return error_text([] { setting_info("stregth"); });
}

TEST_F(TranslationTest, AnErrorComesInTheLanguageOfTheLocale) {
  EXPECT_THAT(refusal(), HasSubstr("Einstellung"));
  EXPECT_THAT(refusal(), HasSubstr("\"stregth\""));
}

TEST_F(TranslationTest, WithoutALocaleItIsEnglish) {
  setlocale(LC_ALL, "C");
  EXPECT_EQ(refusal(), "There is no setting \"stregth\"; did you mean \"strength\"?");
}

TEST_F(TranslationTest, ALanguageWithoutCatalogueIsEnglish) {
  setenv("LANGUAGE", "tlh", 1);
  setlocale(LC_MESSAGES, "de_DE.UTF-8");
  EXPECT_EQ(refusal(), "There is no setting \"stregth\"; did you mean \"strength\"?");
}

TEST_F(TranslationTest, ValuesMayChangePlaces) {
  speak("de", two_forms, "msgid \"A {0} of {1}.\"\nmsgstr \"{1} hat {0} und {0}.\"\n");
  EXPECT_EQ(say("A {0} of {1}.", 3, std::string("x")), "x hat 3 und 3.");
}

TEST_F(TranslationTest, ABrokenTranslationIsPassedOver) {
  for (const std::string broken : {"{2}", "{", "}", "{0", "{0:d}", "{name}", "{}{0}"}) {
    speak("de", two_forms, "msgid \"A {0}.\"\nmsgstr \"Ein " + broken + ".\"\n");
    EXPECT_EQ(say("A {0}.", std::string("b")), "A b.") << broken;
  }
}

TEST_F(TranslationTest, ValuesAreNotTakenForPlaceholders) {
  EXPECT_EQ(say("The file {0} has {1}.", std::string("{1}{9}{"), std::string("}")), "The file {1}{9}{ has }.");
}

TEST_F(TranslationTest, PluralsFollowTheLanguage) {
  speak("ru", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
        "msgid \"{0} layer of {1}\"\nmsgid_plural \"{0} layers of {1}\"\n"
        "msgstr[0] \"{0} слой {1}\"\nmsgstr[1] \"{0} слоя {1}\"\nmsgstr[2] \"{0} слоёв {1}\"\n");
  const auto layers = [](int n) { return say_plural("{0} layer of {1}", "{0} layers of {1}", n, std::string("x")); };
  EXPECT_EQ(layers(21), "21 слой x");
  EXPECT_EQ(layers(2), "2 слоя x");
  EXPECT_EQ(layers(11), "11 слоёв x");
}

TEST_F(TranslationTest, PluralsWithoutCatalogueAreEnglish) {
  const auto layers = [](int n) { return say_plural("{0} layer of {1}", "{0} layers of {1}", n, std::string("x")); };
  EXPECT_EQ(layers(1), "1 layer of x");
  EXPECT_EQ(layers(0), "0 layers of x");
}

TEST_F(TranslationTest, NothingIsNotTheHeader) { EXPECT_STREQ(tr(""), ""); }

TEST_F(TranslationTest, AllWordsOfTheTablesAreInTheCatalogues) {
  setenv("LANGUAGE", "ar@pseudo", 1);  // which has them all, each different from the English
  setlocale(LC_MESSAGES, "de_DE.UTF-8");
  const auto expect_marked = [](std::string_view text) { EXPECT_NE(tr(text), text); };
  for (const SettingInfo& info : settings_table()) {
    expect_marked(info.label);
    expect_marked(info.help);
    for (const std::string_view choice : info.choices) {
      expect_marked(choice);
    }
  }
  for (const Preset& each : presets()) {
    expect_marked(each.label);
    expect_marked(each.help);
  }
}

TEST_F(TranslationTest, ValuesOfSettingsKnowNoLanguage) {
  Settings settings;
  set_settings(settings, "strength=0.25 style_layers=conv1_1:0.5 precision=automatic");
  EXPECT_EQ(settings.strength, 0.25);
  EXPECT_EQ(setting_text(settings, "strength"), "0.25");
  EXPECT_EQ(settings_text(settings, Settings{}), "strength=0.25 style_layers=conv1_1:0.5");
  EXPECT_THAT(error_text([&] { set_setting(settings, "strength", "0,25"); }), Not(HasSubstr("stregth")));
}

}  // namespace
}  // namespace neural_style
