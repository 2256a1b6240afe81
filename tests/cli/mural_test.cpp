// One painting by several processes that mpirun starts.
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "program.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class Mural : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    write_image(gradient(97, 331), path("content.png"));
  }

  /// A command as that many processes. More than there are cores, and as root, in continuous integration.
  static Arguments as_team(int processes, const Arguments& command, const Arguments& options = {}) {
    Arguments line = {NEURAL_STYLE_MPIRUN, "-np", std::to_string(processes), "--oversubscribe", "--allow-run-as-root"};
    line.insert(line.end(), options.begin(), options.end());
    const Arguments rest = program(command);
    line.insert(line.end(), rest.begin(), rest.end());
    return line;
  }

  /// In float32, which all processors have alike.
  [[nodiscard]] Arguments mural(const Arguments& more = {}) const {
    Arguments line =
        stylize({"--precision=float32", "--scales=2", "--coarse-evaluations=4", "--evaluations=5", "--json"});
    line.insert(line.end(), more.begin(), more.end());
    return line;
  }

  [[nodiscard]] std::size_t evaluations() const { return lines_of(file_text(path("log.jsonl"))).size(); }

  /// The process of that number among the children of mpirun.
  static pid_t process_of(int rank) {
    for (const auto& entry : fs::directory_iterator("/proc")) {
      const pid_t process = std::atoi(entry.path().filename().c_str());
      if (process <= 0 || file_text(entry.path() / "comm") != "neural-style\n") {
        continue;
      }
      const std::string environment = file_text(entry.path() / "environ");
      const auto has = [&](const std::string& variable) {
        return environment.find('\0' + variable + '\0') != std::string::npos;
      };
      if (has("OMPI_COMM_WORLD_RANK=" + std::to_string(rank)) &&
          has("NEURAL_STYLE_TEST=" + std::to_string(::getpid()))) {
        return process;
      }
    }
    return 0;
  }

  static Arguments marked() { return {"-x", "NEURAL_STYLE_TEST=" + std::to_string(::getpid())}; }

  /// A run that is long enough to be caught, with a checkpoint after every step.
  [[nodiscard]] Arguments caught(const Arguments& more = {}) const {
    Arguments line = mural({"--evaluations=12", "--checkpoint", path("run.checkpoint"), "--checkpoint-every=0", "--log",
                            path("log.jsonl")});
    line.insert(line.end(), more.begin(), more.end());
    return line;
  }
};

TEST_F(Mural, IsWhatOneProcessPaints) {
  const Outcome alone = neural_style_program(mural());
  ASSERT_EQ(alone.code, 0) << alone.errors;
  const Image picture = read_image(path("out.png"));
  const double loss = json::parse(alone.output).at("losses").at("total").get<double>();
  for (const int processes : {2, 3, 4}) {
    SCOPED_TRACE(processes);
    fs::remove(path("out.png"));
    const Outcome team = run_program(as_team(processes, mural()));
    ASSERT_EQ(team.code, 0) << team.errors;
    EXPECT_NEAR(json::parse(team.output).at("losses").at("total").get<double>() / loss, 1, 1e-3);
    EXPECT_LT(mean_levels(read_image(path("out.png")), picture), 0.2);
    EXPECT_THAT(team.errors, HasSubstr("in each of " + std::to_string(processes) + " processes"));
    EXPECT_EQ(lines_of(team.output).size(), 1U) << "one of them speaks";
  }
}

TEST_F(Mural, WithRegionsWhoseMasksAreInOneStripAlone) {
  write_image(gradient(40, 30), path("other.png"));
  Image mask(97, 331);
  for (int y = 0; y < 60; ++y) {
    std::ranges::fill(mask.row(y), 1.0F);
  }
  write_image(mask, path("mask.png"));
  const Arguments command =
      mural({path("other.png"), "--regions", path("mask.png") + ",rest", "--keep", path("mask.png")});
  const Outcome alone = neural_style_program(command);
  ASSERT_EQ(alone.code, 0) << alone.errors;
  const Image picture = read_image(path("out.png"));
  const Outcome team = run_program(as_team(3, command));
  ASSERT_EQ(team.code, 0) << team.errors;
  EXPECT_LT(mean_levels(read_image(path("out.png")), picture), 0.2);
}

TEST_F(Mural, TooLowForAllOfThem) {
  write_image(gradient(60, 100), path("content.png"));
  const Outcome team = run_program(as_team(3, mural()));
  ASSERT_EQ(team.code, 0) << team.errors;
  const Image picture = read_image(path("out.png"));
  ASSERT_EQ(neural_style_program(mural()).code, 0);
  EXPECT_LT(mean_levels(read_image(path("out.png")), picture), 0.2);
}

TEST_F(Mural, OneThatDiesEndsAllAndTheyGoOn) {
  const Outcome undisturbed = run_program(as_team(2, caught()));
  ASSERT_EQ(undisturbed.code, 0) << undisturbed.errors;
  EXPECT_THAT(files(), testing::Each(Not(HasSubstr("checkpoint"))));
  const std::string whole = file_text(path("out.png"));
  for (const int dying : {1, 0}) {
    SCOPED_TRACE(dying);
    fs::remove(path("out.png"));
    fs::remove(path("log.jsonl"));
    RunningProgram running(as_team(2, caught(), marked()));
    ASSERT_TRUE(running.wait_until([&] { return evaluations() >= 6; })) << running.errors();
    const pid_t process = process_of(dying);
    ASSERT_GT(process, 0);
    ::kill(process, SIGKILL);
    const Outcome died = running.wait();
    EXPECT_NE(died.code, 0);
    EXPECT_THAT(died.errors,
                HasSubstr("The same command goes on from the checkpoint \"" + path("run.checkpoint") + "\"."));
    EXPECT_FALSE(fs::exists(path("out.png")));
    const std::size_t before = evaluations();
    const Outcome outcome = run_program(as_team(2, caught()));
    ASSERT_EQ(outcome.code, 0) << outcome.errors;
    EXPECT_TRUE(file_text(path("out.png")) == whole);
    EXPECT_GE(before, 6U);
    EXPECT_EQ(evaluations(), 16U) << "the log is that of one run";
  }
}

TEST_F(Mural, ToldToStopItWritesTheBestPictureSoFar) {
  RunningProgram running(as_team(2, caught({"--evaluations=100000"})));
  ASSERT_TRUE(running.wait_until([&] { return evaluations() >= 6; })) << running.errors();
  running.signal(SIGUSR1);
  const Outcome outcome = running.wait();
  EXPECT_EQ(outcome.code, 130);
  EXPECT_EQ(json::parse(outcome.output).at("evaluations"), evaluations());
  EXPECT_TRUE(fs::exists(path("out.png")));
}

TEST_F(Mural, WhatIsWrongIsSaidOnce) {
  const Outcome outcome = run_program(as_team(3, stylize({"--precision=float32", "--device=cuda"})));
  EXPECT_EQ(outcome.code, 1);
  std::size_t said = 0;
  for (const std::string& line : lines_of(outcome.errors)) {
    said += line.starts_with("neural-style: ") ? 1 : 0;
  }
  EXPECT_EQ(said, 1U) << outcome.errors;
  EXPECT_THAT(outcome.errors, HasSubstr("compute on processors alone"));
  EXPECT_FALSE(fs::exists(path("out.png")));
}

TEST_F(Mural, ASequenceIsForOneProcess) {
  const Outcome outcome =
      run_program(as_team(2, {"sequence", path("content%d.png"), path("style.png"), "-o", path("out%d.png")}));
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.errors, HasSubstr("is painted by one process"));
}

}  // namespace
}  // namespace neural_style
