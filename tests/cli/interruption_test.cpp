// Ctrl-C and its like in the middle of a real run.
#include <csignal>

#include "program.hpp"

namespace neural_style {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Interrupted : public ProgramTest {
 protected:
  /// A run that would take hours.
  [[nodiscard]] Arguments endless() const {
    return program({"stylize", path("content.png"), path("style.png"), "-o", path("out.png"), "--scales=1",
                    "--threads=1", "--evaluations=100000", "--optimizer=adam", "--log", path("log.jsonl"), "--json"});
  }

  /// Evaluations so far.
  [[nodiscard]] std::size_t logged() const { return lines_of(file_text(path("log.jsonl"))).size(); }
};

TEST_F(Interrupted, OnceItWritesTheBestPictureSoFar) {
  RunningProgram running(endless());
  ASSERT_TRUE(running.wait_until([&] { return logged() >= 3; })) << running.errors();
  running.signal(SIGINT);
  const Outcome outcome = running.wait();
  EXPECT_EQ(outcome.code, 130);
  EXPECT_THAT(outcome.errors, HasSubstr("Stopping"));
  EXPECT_EQ(nlohmann::json::parse(outcome.output)["evaluations"], logged());
  EXPECT_GT(largest_difference(read_image(path("out.png")), read_image(path("content.png"))), 0.01F);
  EXPECT_THAT(files(), ElementsAre("content.png", "log.jsonl", "out.png", "style.png"));
}

TEST_F(Interrupted, BeforeTheFirstEvaluationNothingIsWritten) {
  RunningProgram running(endless());
  // The log is opened before the network is loaded, which takes a good part of a second.
  ASSERT_TRUE(running.wait_until([&] { return std::filesystem::exists(path("log.jsonl")); })) << running.errors();
  running.signal(SIGINT);
  const Outcome outcome = running.wait();
  EXPECT_EQ(outcome.code, 130);
  EXPECT_THAT(outcome.errors,
              testing::EndsWith("neural-style: Stopped before there was a picture; nothing was written.\n"));
  EXPECT_THAT(files(), ElementsAre("content.png", "log.jsonl", "style.png"));
}

TEST_F(Interrupted, TwiceItLeavesAtOnce) {
  RunningProgram running(endless());
  ASSERT_TRUE(running.wait_until([&] { return std::filesystem::exists(path("log.jsonl")); })) << running.errors();
  while (running.running()) {
    running.signal(SIGINT);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  const Outcome outcome = running.wait();
  EXPECT_EQ(outcome.code, 130);
  EXPECT_THAT(outcome.errors, Not(HasSubstr("Stopped"))) << "it ended by itself";
  EXPECT_THAT(files(), ElementsAre("content.png", "log.jsonl", "style.png"));
}

TEST_F(Interrupted, TerminatedItLeavesAtOnceAndKeepsWhatWasThere) {
  write_text(path("out.png"), "what was there before");
  RunningProgram running(endless());
  ASSERT_TRUE(running.wait_until([&] { return logged() >= 2; })) << running.errors();
  running.signal(SIGTERM);
  const Outcome outcome = running.wait();
  EXPECT_EQ(outcome.code, 128 + SIGTERM);
  EXPECT_EQ(file_text(path("out.png")), "what was there before");
  EXPECT_THAT(files(), ElementsAre("content.png", "log.jsonl", "out.png", "style.png"));
  EXPECT_TRUE(nlohmann::json::accept(lines_of(file_text(path("log.jsonl"))).back()))
      << "the log ends with a whole line";
}

}  // namespace
}  // namespace neural_style
