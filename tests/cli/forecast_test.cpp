// neural-style forecast: memory, tiles and time.
#include "program.hpp"

namespace neural_style {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

json answer(Arguments arguments) {
  arguments.insert(arguments.begin(), "forecast");
  arguments.emplace_back("--json");
  const Outcome outcome = neural_style_program(arguments);
  EXPECT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_EQ(outcome.errors, "");
  EXPECT_EQ(lines_of(outcome.output).size(), 1U);
  return json::parse(outcome.output);
}

TEST(ForecastProgram, GrowsWithThePicture) {
  const json small = answer({"640x480", "--memory-limit=100000"});
  const json large = answer({"1280x960", "--memory-limit=100000"});
  EXPECT_GT(large["peak_memory"], small["peak_memory"]);
  EXPECT_GT(large["seconds"], small["seconds"]);
  EXPECT_GT(small["seconds"], 0);
  EXPECT_EQ(large["limit"], 100000LL << 20);
  EXPECT_GT(large["scales"].size(), small["scales"].size());
  EXPECT_EQ(small["scales"].back()["size"], "640x480");
  EXPECT_EQ(small["scales"].back()["tiles"], "1x1");
  EXPECT_EQ(answer({"1x1", "--size=32"})["scales"].back()["size"], "32x32");
}

TEST(ForecastProgram, CutsIntoTilesWhatWouldNotFitWhole) {
  const json tiled = answer({"21830x1024", "--size=full", "--memory-limit=4096"});
  EXPECT_EQ(tiled["fits"], true);
  EXPECT_LE(tiled["peak_memory"], 4096LL << 20);
  EXPECT_NE(tiled["scales"].back()["tiles"], "1x1");
  EXPECT_EQ(tiled["scales"].front()["tiles"], "1x1");
}

TEST(ForecastProgram, OfWhatDoesNotFitSaysNoTime) {
  const json hopeless = answer({"640x480", "--memory-limit=1"});
  EXPECT_EQ(hopeless["fits"], false);
  EXPECT_TRUE(hopeless["seconds"].is_null());
  const Outcome words = neural_style_program({"forecast", "640x480", "--memory-limit=1"});
  EXPECT_THAT(words.output, testing::AllOf(HasSubstr("does not fit"), Not(HasSubstr("time"))));
}

TEST(ForecastProgram, SpeaksInWords) {
  const Outcome words = neural_style_program({"forecast", "64x48", "--evaluations=25", "--memory-limit=4096"});
  EXPECT_EQ(words.code, 0) << words.errors;
  EXPECT_THAT(words.output, testing::ContainsRegex("64x48, 25 evaluations\nmemory [0-9]+ MiB of 4096 MiB: fits\n"
                                                   "time   about [0-9]+ (s|min)\n"));
}

// Memory and scales need no LibTorch; the model that is missing here is the first thing that time needs.
TEST(ForecastProgram, SaysWhyItKnowsNoTime) {
  const Arguments arguments = {"forecast", "64x48", "--memory-limit=4096", "--model=vgg99"};
  const Outcome words = neural_style_program(arguments);
  EXPECT_EQ(words.code, 0) << words.errors;
  EXPECT_THAT(words.output, HasSubstr("fits\ntime   unknown. There is no model \"vgg99\""));
}

}  // namespace
}  // namespace neural_style
