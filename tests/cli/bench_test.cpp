// neural-style bench: every measurement is taken, briefly. No time and no ratio is asserted: the machine is shared.
#include <cmath>

#include "program.hpp"

namespace neural_style {
namespace {

using nlohmann::json;

json answer(const Arguments& arguments) {
  const Outcome outcome = neural_style_program(arguments);
  EXPECT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_EQ(lines_of(outcome.output).size(), 1U) << outcome.output;
  return json::parse(outcome.output, nullptr, false);
}

/// Of one round of the measurements.
json bench(const Arguments& more) {
  Arguments line = {"bench", "--json", "--rounds=1"};
  line.insert(line.end(), more.begin(), more.end());
  return answer(line);
}

void expect_positive(const json& value) {
  ASSERT_TRUE(value.is_number()) << value;
  EXPECT_TRUE(std::isfinite(value.get<double>()));
  EXPECT_GT(value.get<double>(), 0);
}

Arguments keys_of(const json& object) {
  Arguments keys;
  for (const auto& [key, value] : object.items()) {
    keys.push_back(key);
  }
  return keys;
}

TEST(Bench, EvaluationsAgainstConvolutionsAndAgainstRecordedOnes) {
  const json figures = bench({"--only", "cpu", "evaluation_over_convolutions", "recorded_over_ours"});
  EXPECT_THAT(keys_of(figures), testing::ElementsAre("cpu", "evaluation_over_convolutions", "recorded_over_ours"));
  EXPECT_TRUE(figures["cpu"]["model"].is_string());
  EXPECT_TRUE(figures["cpu"]["features"].is_array());
  const json& evaluation = figures["evaluation_over_convolutions"];
  EXPECT_TRUE(evaluation.contains("f32"));  // bf16 only where the CPU has it
  for (const json& sizes : evaluation) {
    EXPECT_THAT(keys_of(sizes), testing::ElementsAre("1024x768", "400x300"));
    for (const json& ratio : sizes) {
      expect_positive(ratio);
    }
  }
  expect_positive(figures["recorded_over_ours"]);
}

TEST(Bench, FirstPreviewOfAProcess) {
  const json figures = bench({"--only=first_preview_seconds"});
  EXPECT_EQ(figures.size(), 1U);
  expect_positive(figures["first_preview_seconds"]);
}

TEST(Bench, MemoryOfAnEvaluation) {
  for (const std::string name : {"best", "float32", "recorded"}) {
    const json figure = answer({"bench", "--memory-of", name, "--memory-width=256", "--threads=1"});
    EXPECT_THAT(figure["key"].get<std::string>(), testing::StartsWith("bytes_per_pixel."));
    expect_positive(figure["value"]);
  }
}

class BenchTutorial : public ProgramTest {};

TEST_F(BenchTutorial, ReachesALossThatAnyPictureHas) {
  const json figures = bench({"--only=tutorial_speedup", "--content", path("content.png"), "--style", path("style.png"),
                              "--target-loss=1e30"});
  EXPECT_EQ(figures.size(), 1U);
  expect_positive(figures["tutorial_speedup"]);
}

TEST_F(BenchTutorial, PictureThatIsNotThereIsAFailure) {
  const Outcome outcome = neural_style_program({"bench", "--only=tutorial_speedup", "--rounds=1", "--content",
                                                path("missing.png"), "--style", path("style.png"), "--target-loss=1"});
  EXPECT_THAT(sentence_of(outcome), testing::HasSubstr("missing.png"));
}

}  // namespace
}  // namespace neural_style
