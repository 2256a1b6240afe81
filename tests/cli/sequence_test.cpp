// Frames of a film: what is written, and what is refused.
#include <csignal>

#include "program.hpp"

namespace neural_style {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
namespace fs = std::filesystem;

class Sequence : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    fs::remove(path("content.png"));
    for (int i = 3; i <= 5; ++i) {
      write_image(cropped(gradient(60, 36), i, 0, 48, 36), path(frame(i)));
    }
  }

  static std::string frame(int number) { return "frame_000" + std::to_string(number) + ".png"; }

  /// sequence with a few evaluations, and `more`.
  [[nodiscard]] Arguments sequence(const Arguments& more = {}) const {
    Arguments line = {"sequence",        path("frame_%04d.png"), path("style.png"), "-o",
                      path("out%d.png"), "--evaluations=3",      "--scales=1",      "--threads=1"};
    line.insert(line.end(), more.begin(), more.end());
    return line;
  }

  /// The sentence that the run fails with; the folder must be as before.
  [[nodiscard]] std::string refusal(const Arguments& arguments) const {
    const Arguments before = files();
    std::string sentence = sentence_of(neural_style_program(arguments));
    EXPECT_EQ(files(), before);
    return sentence;
  }

  /// The first line of what it says to arguments that it must not understand.
  static std::string complaint(const Arguments& arguments) {
    const Outcome outcome = neural_style_program(arguments);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.output, "");
    const Arguments lines = lines_of(outcome.errors);
    return lines.empty() ? std::string() : lines.front();
  }

  /// Runs to a good end and gives what it said of each frame.
  static std::vector<json> paint(const Arguments& arguments) {
    const Outcome outcome = neural_style_program(arguments);
    EXPECT_EQ(outcome.code, 0) << outcome.errors;
    std::vector<json> rows;
    for (const std::string& line : lines_of(outcome.output)) {
      rows.push_back(json::parse(line));
    }
    return rows;
  }
};

TEST_F(Sequence, PaintsFromTheLowestFrameUntilOneIsMissing) {
  write_image(gradient(48, 36), path(frame(7)));
  const std::vector<json> rows = paint(sequence({"--json"}));
  EXPECT_THAT(files(),
              ElementsAre(frame(3), frame(4), frame(5), frame(7), "out3.png", "out4.png", "out5.png", "style.png"));
  ASSERT_EQ(rows.size(), 3U);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto number = static_cast<int>(i) + 3;
    EXPECT_EQ(rows[i]["frame"], number);
    EXPECT_EQ(rows[i]["output"], path("out" + std::to_string(number) + ".png"));
    EXPECT_EQ(rows[i]["size"], "48x36");
    EXPECT_EQ(rows[i]["losses"]["temporal"] == 0, i == 0) << "the first has no frame before it";
  }
}

TEST_F(Sequence, GoesOnFromTheFrameBeforeTheFirst) {
  paint(sequence({"--json", "--last=4"}));
  fs::remove(path("out3.png"));
  const fs::file_time_type written = fs::last_write_time(path("out4.png"));
  const Outcome more = neural_style_program(sequence({"--first=5"}));
  EXPECT_EQ(more.code, 0);
  EXPECT_THAT(more.errors, HasSubstr("Going on from " + path("out4.png") + "."));
  EXPECT_THAT(more.output, HasSubstr(path("out5.png") + ": 48x36 pixels, 3 evaluations"));
  EXPECT_THAT(lines_of(more.output), testing::SizeIs(1));
  EXPECT_EQ(fs::last_write_time(path("out4.png")), written);
  EXPECT_FALSE(fs::exists(path("out3.png")));
  // And from nothing where there is no such thing.
  EXPECT_EQ(paint(sequence({"--json", "--first=4", "--last=4"})).front()["losses"]["temporal"], 0);
}

TEST_F(Sequence, PatternsThatAreNone) {
  const auto with = [&](const std::string& frames, const std::string& output) {
    return complaint({"sequence", path(frames), path("style.png"), "-o", path(output)});
  };
  for (const char* pattern : {"frame.png", "%d_%d.png", "%s.png", "%4d.png", "%d/frame.png", "frame_%%d.png", "%"}) {
    EXPECT_THAT(with(pattern, "out%d.png"), HasSubstr("names no sequence: its file name takes one number")) << pattern;
    EXPECT_THAT(with(frame(3), pattern), HasSubstr("names no sequence")) << pattern;
  }
  EXPECT_THAT(complaint({"sequence", "f%d.png", "style.png", "-o", "o%d.png", "--first=-1"}), HasSubstr("--first"));
  EXPECT_THAT(complaint({"sequence", "f%d.png", "style.png"}), HasSubstr("--output is required"));
}

TEST_F(Sequence, PercentSignsAreDoubled) {
  fs::rename(path(frame(3)), path("100%3.png"));
  paint({"sequence", path("100%%%d.png"), path("style.png"), "-o", path("out%%%02d.png"), "--evaluations=1",
         "--scales=1", "--threads=1", "--json"});
  EXPECT_TRUE(fs::exists(path("out%03.png")));
}

TEST_F(Sequence, FramesThatAreNotThere) {
  EXPECT_EQ(refusal({"sequence", path("no%d.png"), path("style.png"), "-o", path("out%d.png")}),
            "There is no frame such as \"" + path("no1.png") + "\".");
  EXPECT_EQ(refusal({"sequence", path("no/frame%d.png"), path("style.png"), "-o", path("out%d.png")}),
            "There is no frame such as \"" + path("no/frame1.png") + "\".");
  EXPECT_EQ(refusal(sequence({"--first=2"})), "There is no frame \"" + path(frame(2)) + "\".");
  EXPECT_EQ(refusal(sequence({"--last=6"})), "There is no frame \"" + path(frame(6)) + "\".");
  EXPECT_THAT(refusal(sequence({"--first=5", "--last=4"})), HasSubstr("The last frame, 4, comes before the first, 5."));
}

TEST_F(Sequence, OutputsThatCannotBe) {
  EXPECT_EQ(refusal({"sequence", path("frame_%04d.png"), path("style.png"), "-o", path("./frame_%04d.png")}),
            "The frame \"" + path("./" + frame(3)) + "\" would be painted over. Choose another output.");
  EXPECT_THAT(refusal({"sequence", path("frame_%04d.png"), path("style.png"), "-o", path("out%d.gif")}),
              HasSubstr("out3.gif"));
  EXPECT_THAT(refusal({"sequence", path("frame_%04d.png"), path("style.png"), "-o", path("no/out%d.png")}),
              HasSubstr("no"));
}

TEST_F(Sequence, FramesOfAnotherSizeEndItAfterThoseBefore) {
  write_image(gradient(40, 36), path(frame(4)));
  const Outcome outcome = neural_style_program(sequence());
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.errors,
              testing::EndsWith("neural-style: The frame \"" + path(frame(4)) +
                                "\" has 40x36 pixels, but the one before it has 48x36. Bring all frames of a sequence "
                                "to one size.\n"));
  EXPECT_THAT(files(), ElementsAre(frame(3), frame(4), frame(5), "out3.png", "style.png"));
}

TEST_F(Sequence, CtrlCWritesTheFrameAtHand) {
  RunningProgram running(program(sequence({"--evaluations=400", "--optimizer=adam", "--json"})));
  // A line for each twentieth of the whole: the second is in the midst of the first frame.
  ASSERT_TRUE(running.wait_until([&] {
    return running.errors().find("  5 %  frame 1 of 3, 48 x 36, evaluation 60 of 400") != std::string::npos;
  })) << running.errors();
  running.signal(SIGINT);
  const Outcome outcome = running.wait();
  EXPECT_EQ(outcome.code, 130);
  EXPECT_THAT(outcome.errors, HasSubstr("Stopping: the best picture so far is written."));
  EXPECT_LT(json::parse(outcome.output)["evaluations"], 400);
  EXPECT_THAT(files(), ElementsAre(frame(3), frame(4), frame(5), "out3.png", "style.png"));
}

}  // namespace
}  // namespace neural_style
