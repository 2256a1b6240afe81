// Wrong usage: exit code 2, and what is wrong in the first line.
#include "program.hpp"

namespace neural_style {
namespace {

using testing::HasSubstr;

/// The first line of what the program says to arguments that it must not understand.
std::string complaint(const Arguments& arguments) {
  const Outcome outcome = neural_style_program(arguments);
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.output, "");
  EXPECT_THAT(outcome.errors, HasSubstr("Run with --help for more information."));
  const Arguments lines = lines_of(outcome.errors);
  return lines.empty() ? std::string() : lines.front();
}

TEST(Usage, HelpAndVersionAreNoErrors) {
  const Outcome version = neural_style_program({"--version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_THAT(version.output, testing::MatchesRegex("neural-style [0-9]+\\.[0-9]+\\.[0-9]+\n"));
  const Outcome help = neural_style_program({"stylize", "--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_EQ(help.errors, "");
  EXPECT_THAT(help.output, testing::AllOf(HasSubstr("--style-scale"), HasSubstr("--memory-limit"),
                                          HasSubstr("--snapshots"), testing::Not(HasSubstr("--style_scale"))));
}

TEST(Usage, SubcommandsAndOptionsThatAreNone) {
  EXPECT_THAT(complaint({}), HasSubstr("A subcommand is required"));
  EXPECT_THAT(complaint({"paint"}), HasSubstr("There is no subcommand \"paint\"."));
  EXPECT_THAT(complaint({"stylize"}), HasSubstr("content is required"));
  EXPECT_THAT(complaint({"stylize", "a.png"}), HasSubstr("style is required"));
  EXPECT_THAT(complaint({"stylize", "a.png", "b.png"}), HasSubstr("--output is required"));
  EXPECT_THAT(complaint({"stylize", "a.png", "b.png", "-o", "c.png", "--strenght=1"}), HasSubstr("--strenght=1"));
  EXPECT_THAT(complaint({"stylize", "a.png", "b.png", "-o", "c.png", "--depth=12"}), HasSubstr("--depth"));
  EXPECT_THAT(complaint({"stylize", "a.png", "b.png", "-o", "c.png", "--snapshot-every=0"}),
              HasSubstr("--snapshot-every"));
  EXPECT_THAT(complaint({"models"}), HasSubstr("A subcommand is required"));
}

TEST(Usage, MeasurementsThatCannotBeTaken) {
  EXPECT_THAT(complaint({"bench", "--rounds=0"}), HasSubstr("--rounds"));
  EXPECT_THAT(complaint({"bench", "--only=speed"}), HasSubstr("--only"));
  EXPECT_THAT(complaint({"bench", "--content=a.png", "--style=b.png"}), HasSubstr("--target-loss"));
  EXPECT_THAT(complaint({"bench", "--content=a.png", "--style=b.png", "--target-loss=0"}), HasSubstr("--target-loss"));
  EXPECT_EQ(complaint({"bench", "--only=tutorial_speedup"}),
            "neural-style: tutorial_speedup takes --content, --style and --target-loss.");
}

TEST(Usage, ValuesThatSettingsDoNotTake) {
  const auto with = [](const std::string& option) {
    return complaint({"stylize", "a.png", "b.png", "-o", "c.png", option});
  };
  EXPECT_EQ(with("--strength=abc"), "neural-style: \"strength\" takes a number from 0 to 1, not \"abc\".");
  EXPECT_EQ(with("--style-scale=9"), "neural-style: \"style_scale\" takes a number from 0.25 to 4, not \"9\".");
  EXPECT_EQ(with("--model=a b"), "neural-style: \"model\" takes text without white space, not \"a b\".");
  EXPECT_EQ(with("--settings=strenght=1"),
            "neural-style: There is no setting \"strenght\"; did you mean \"strength\"?");
  EXPECT_EQ(with("--preset=tutorail"),
            "neural-style: There is no preset \"tutorail\"; there are \"default\", \"abstract\", \"colors\", "
            "\"mosaic\", \"oil\", \"pencil\", \"sketch\", \"texture\", \"touch\", \"watercolor\", \"tutorial\".");
  EXPECT_EQ(complaint({"evaluate", "a.png", "b.png", "c.png", "--loss=none"}),
            "neural-style: \"loss\" takes \"relative\" or \"absolute\", not \"none\".");
}

TEST(Usage, SizesThatAreNone) {
  for (const char* size : {"10", "10x", "x10", "0x10", "10x10x10", "-1x5", "10 x 10", "99999999999x1"}) {
    EXPECT_EQ(complaint({"forecast", "--", size}),
              "neural-style: The size of a picture is written like 1024x768, not \"" + std::string(size) + "\".");
  }
}

}  // namespace
}  // namespace neural_style
