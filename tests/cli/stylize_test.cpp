// Painting: what is written, and what is said about it.
#include "program.hpp"

namespace neural_style {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

class Stylize : public ProgramTest {
 protected:
  /// Runs to a good end and gives what it said.
  static Outcome paint(const Arguments& arguments) {
    Outcome outcome = neural_style_program(arguments);
    EXPECT_EQ(outcome.code, 0) << outcome.errors;
    return outcome;
  }

  [[nodiscard]] std::vector<json> log() const {
    std::vector<json> rows;
    for (const std::string& line : lines_of(file_text(path("log.jsonl")))) {
      rows.push_back(json::parse(line));
    }
    return rows;
  }
};

TEST_F(Stylize, TakesThePresetOfAFile) {
  write_text(path("mine.json"),
             R"({"format": "neural-style preset", "version": 1, "settings": {"size": 32, "evaluations": 2}})");
  const json answer = json::parse(paint({"stylize", path("content.png"), path("style.png"), "-o", path("out.png"),
                                         "--preset", path("mine.json"), "--evaluations=3", "--json"})
                                      .output);
  EXPECT_EQ(answer["size"], "32x24");
  EXPECT_EQ(answer["evaluations"], 3);
}

TEST_F(Stylize, GoesOnFromAPicture) {
  const std::string log_file = path("log.jsonl");
  const json first = json::parse(paint(stylize({"--json", "--log", log_file})).output);
  paint(stylize({"--start", path("out.png"), "--log", log_file}));
  // Where the first ended, to the rounding of its file.
  EXPECT_NEAR(log().front()["loss"].get<double>() / first["losses"]["total"].get<double>(), 1, 0.02);
  EXPECT_THAT(sentence_of(neural_style_program(stylize({"--start", path("none.png")}))), HasSubstr("none.png"));
}

TEST_F(Stylize, AnswersInOneLineOfJson) {
  const json answer = json::parse(paint(stylize({"--json"})).output);
  const Image picture = read_image(path("out.png"));
  EXPECT_EQ(picture.width(), 48);
  EXPECT_EQ(picture.height(), 36);
  EXPECT_GT(largest_difference(picture, read_image(path("content.png"))), 0.02F);
  EXPECT_EQ(answer["output"], path("out.png"));
  EXPECT_EQ(answer["size"], "48x36");
  EXPECT_EQ(answer["evaluations"], 3);
  EXPECT_GT(answer["seconds"], 0);
  EXPECT_GT(answer["losses"]["total"], 0);
  EXPECT_EQ(answer["losses"]["style_by_layer"].size(), 5U);
  EXPECT_GT(answer["peak_memory"], 50'000'000);
}

TEST_F(Stylize, LogsEveryEvaluation) {
  paint(stylize({"--size=64", "--scales=2", "--coarse-evaluations=4", "--log", path("log.jsonl")}));
  const std::vector<json> rows = log();
  ASSERT_EQ(rows.size(), 7U);
  double seconds = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : rows[i].items()) {
      keys.push_back(key);
    }
    EXPECT_THAT(keys, testing::UnorderedElementsAre("evaluation", "scale", "seconds", "loss", "content", "style"));
    EXPECT_EQ(rows[i]["evaluation"], i + 1);
    EXPECT_EQ(rows[i]["scale"], i < 4 ? "32x24" : "64x48");
    EXPECT_GE(rows[i]["seconds"], seconds);
    seconds = rows[i]["seconds"];
    // The default preset: 0.1 content + 1 style.
    EXPECT_NEAR(rows[i]["loss"], 0.1 * rows[i]["content"].get<double>() + rows[i]["style"].get<double>(), 1e-5);
  }
  EXPECT_LT(rows.back()["loss"], rows[4]["loss"]);
}

TEST_F(Stylize, WritesSnapshotsAndTheTutorialsCost) {
  const Outcome outcome = paint(stylize({"--preset=tutorial", "--size=32x24", "--evaluations=5", "--snapshot-every=2",
                                         "--snapshots", path("on/the/way"), "--log", path("log.jsonl")}));
  const Image second = read_image(path("on/the/way/picture_000002.png"));
  const Image fourth = read_image(path("on/the/way/picture_000004.png"));
  EXPECT_EQ(second.width(), 32);
  EXPECT_GT(largest_difference(second, fourth), 0.01F);
  EXPECT_FALSE(std::filesystem::exists(path("on/the/way/picture_000005.png")));

  const std::vector<json> rows = log();
  ASSERT_EQ(rows.size(), 5U);
  // The tutorial's weights: 5 content + 100 style.
  EXPECT_NEAR(
      rows[3]["loss"].get<double>() / (5 * rows[3]["content"].get<double>() + 100 * rows[3]["style"].get<double>()), 1,
      1e-5);
  EXPECT_THAT(outcome.errors, testing::AllOf(HasSubstr("Iteration 2, cost "), HasSubstr("Iteration 4, cost ")));
  EXPECT_THAT(paint(stylize()).errors, testing::Not(HasSubstr("cost")));
}

TEST_F(Stylize, SameSeedSameBytes) {
  const auto bytes = [&](const Arguments& more) {
    paint(stylize(more));
    return file_text(path("out.png"));
  };
  const std::string first = bytes({"--noise=0.5", "--seed=7"});
  EXPECT_EQ(bytes({"--noise=0.5", "--seed=7"}), first);
  EXPECT_EQ(bytes({"--seed=7", "--settings", "noise=0.5 seed=8"}), first) << "an option counts more than the string";
  EXPECT_NE(bytes({"--noise=0.5", "--seed=8"}), first);
}

TEST_F(Stylize, TakesTinyPictures) {
  const std::vector<std::pair<int, int>> sizes = {{1, 1}, {40, 3}, {2, 50}};
  for (const auto& [width, height] : sizes) {
    write_image(gradient(width, height), path("content.png"));
    paint(stylize());
    const Image picture = read_image(path("out.png"));
    EXPECT_EQ(picture.width(), width);
    EXPECT_EQ(picture.height(), height);
  }
  write_image(gradient(48, 36), path("content.png"));
  write_image(gradient(1, 1), path("style.png"));
  paint(stylize());
}

TEST_F(Stylize, TakesSeveralStylesAndWritesSixteenBits) {
  write_image(gradient(30, 20), path("second.png"));
  paint({"stylize", path("content.png"), path("style.png"), path("second.png"), "-o", path("out.tiff"), "--depth=16",
         "--evaluations=2", "--scales=1", "--threads=1"});
  const Image picture = read_image(path("out.tiff"));
  const auto samples = picture.samples();
  const bool finer_than_8_bits = std::any_of(samples.begin(), samples.end(), [](float sample) {
    return std::abs(sample * 255 - std::round(sample * 255)) > 0.1F;
  });
  EXPECT_TRUE(finer_than_8_bits);
}

TEST_F(Stylize, MayReplaceItsOwnInput) {
  paint({"stylize", path("content.png"), path("style.png"), "-o", path("content.png"), "--evaluations=2", "--scales=1",
         "--threads=1"});
  EXPECT_EQ(read_image(path("content.png")).width(), 48);
  EXPECT_THAT(files(), ElementsAre("content.png", "style.png"));
}

TEST_F(Stylize, AFullDiskUnderTheLogDoesNotCostThePicture) {
  const Outcome outcome = neural_style_program(stylize({"--log=/dev/full"}));
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.errors, HasSubstr("The log \"/dev/full\" cannot be written: No space left on device."));
  EXPECT_EQ(read_image(path("out.png")).width(), 48);
}

}  // namespace
}  // namespace neural_style
