// --checkpoint: a run that dies goes on, by the same command, to the same file.
#include <csignal>
#include <filesystem>
#include <string>

#include "program.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class Checkpoint : public ProgramTest {
 protected:
  /// Large enough for a run to be caught at a moment.
  void SetUp() override {
    ProgramTest::SetUp();
    write_image(gradient(160, 120), path("content.png"));
  }

  /// A run with a checkpoint after every step.
  [[nodiscard]] Arguments run(const Arguments& more = {}) const {
    Arguments line = stylize({"--evaluations=60", "--checkpoint", path("run.checkpoint"), "--checkpoint-every=0",
                              "--log", path("log.jsonl")});
    line.insert(line.end(), more.begin(), more.end());
    return line;
  }

  [[nodiscard]] std::size_t evaluations() const { return lines_of(file_text(path("log.jsonl"))).size(); }

  /// Kills the run once it has made so many evaluations.
  void kill_at(const Arguments& command, std::size_t evaluation) const {
    RunningProgram running(program(command));
    ASSERT_TRUE(running.wait_until([&] { return evaluations() >= evaluation && fs::exists(path("run.checkpoint")); }));
    running.signal(SIGKILL);
    ASSERT_EQ(running.wait().code, -SIGKILL);
    ASSERT_FALSE(fs::exists(path("out.png")));
  }

  /// Kills it once at each of the moments, again and again, and lets it end.
  void expect_same_bytes(const Arguments& more, const std::vector<std::size_t>& moments) const {
    const Outcome undisturbed = neural_style_program(run(more));
    ASSERT_EQ(undisturbed.code, 0) << undisturbed.errors;
    EXPECT_FALSE(fs::exists(path("run.checkpoint"))) << "it is removed when the picture is written";
    const std::string whole = file_text(path("out.png"));
    const Arguments log = lines_of(file_text(path("log.jsonl")));
    fs::remove(path("out.png"));
    fs::remove(path("log.jsonl"));
    for (const std::size_t moment : moments) {
      kill_at(run(more), moment);
      for (const std::string& name : files()) {  // what SIGKILL leaves of a file that was being written
        if (name.ends_with(".tmp")) {
          fs::remove(path(name));
        }
      }
    }
    const Outcome outcome = neural_style_program(run(more));
    ASSERT_EQ(outcome.code, 0) << outcome.errors;
    EXPECT_THAT(outcome.errors, HasSubstr("Going on from the checkpoint \"" + path("run.checkpoint") + "\"."));
    EXPECT_TRUE(file_text(path("out.png")) == whole);
    EXPECT_FALSE(fs::exists(path("run.checkpoint")));
    // The log is that of one run.
    const Arguments resumed = lines_of(file_text(path("log.jsonl")));
    ASSERT_EQ(resumed.size(), log.size());
    for (std::size_t i = 0; i < log.size(); ++i) {
      EXPECT_EQ(json::parse(resumed[i]).at("evaluation"), i + 1);
      EXPECT_EQ(json::parse(resumed[i]).at("loss"), json::parse(log[i]).at("loss"));
    }
  }
};

TEST_F(Checkpoint, KilledAgainAndAgainItComesToTheSameBytes) { expect_same_bytes({}, {2, 10, 30}); }

TEST_F(Checkpoint, WithSeveralScales) {
  expect_same_bytes({"--scales=2", "--coarse-evaluations=30", "--evaluations=30"}, {10, 40});
}

TEST_F(Checkpoint, WithAdamAndItsMemoryOfThePast) { expect_same_bytes({"--optimizer=adam"}, {15}); }

/// What is forecast for six evaluations of 640 x 480 pixels.
json forecast(const Arguments& more = {}) {
  Arguments line = {"forecast", "640x480", "--scales=1", "--threads=1", "--evaluations=6", "--model=draft", "--json"};
  line.insert(line.end(), more.begin(), more.end());
  return json::parse(neural_style_program(line).output);
}

/// A limit of memory that takes tiles on this machine.
std::string limit_for_tiles() {
  const auto mebibytes = forecast().at("peak_memory").get<std::size_t>() / (1U << 20U);
  for (std::size_t percent = 98; percent > 70; percent -= 2) {
    std::string limit = "--memory-limit=" + std::to_string(mebibytes * percent / 100);
    const json plan = forecast({limit});
    if (plan.at("fits").get<bool>() && plan.at("scales").at(0).at("tiles") != "1x1") {
      return limit;
    }
  }
  return {};
}

TEST_F(Checkpoint, InTiles) {
  write_image(gradient(640, 480), path("content.png"));
  const std::string limit = limit_for_tiles();
  ASSERT_FALSE(limit.empty());
  expect_same_bytes({"--evaluations=6", "--model=draft", limit}, {2});
}

TEST_F(Checkpoint, AnotherJobsIsRefusedAndKept) {
  kill_at(run(), 4);
  const std::string before = file_text(path("run.checkpoint"));
  EXPECT_THAT(neural_style_program(run({"--strength=0.9"})).errors,
              AllOf(HasSubstr("The checkpoint \"" + path("run.checkpoint") + "\" is of another job"),
                    HasSubstr("remove the checkpoint to begin anew")));
  EXPECT_TRUE(file_text(path("run.checkpoint")) == before);
  EXPECT_FALSE(fs::exists(path("out.png")));
}

TEST_F(Checkpoint, AFileThatIsNoneIsRefusedAndKept) {
  write_text(path("run.checkpoint"), "a letter");
  const Outcome outcome = neural_style_program(run());
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.errors, HasSubstr("is no checkpoint of Neural Style"));
  EXPECT_EQ(file_text(path("run.checkpoint")), "a letter");
}

TEST_F(Checkpoint, APlaceThatTakesNoFilesIsRefusedBeforeTheWork) {
  const std::string sentence = sentence_of(neural_style_program(stylize({"--checkpoint", path("nowhere/a")})));
  EXPECT_THAT(sentence, HasSubstr("There is no folder"));
  EXPECT_THAT(files(), ElementsAre("content.png", "style.png"));
}

TEST_F(Checkpoint, CtrlCKeepsItForTheSameCommand) {
  const Arguments command = run({"--evaluations=2000"});
  RunningProgram running(program(command));
  ASSERT_TRUE(running.wait_until([&] { return evaluations() >= 4; }));
  running.signal(SIGINT);
  EXPECT_EQ(running.wait().code, 130);
  EXPECT_TRUE(fs::exists(path("out.png")));
  const std::size_t before = evaluations();
  RunningProgram again(program(command));
  ASSERT_TRUE(again.wait_until([&] { return evaluations() > before; }));
  EXPECT_THAT(again.errors(), HasSubstr("Going on from the checkpoint"));
}

}  // namespace
}  // namespace neural_style
