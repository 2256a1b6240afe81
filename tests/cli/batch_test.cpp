// batch: each job once, whoever paints it and however often the command is run.
#include <sys/file.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "program.hpp"
#include "terminal.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::_;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class BatchTest : public ProgramTest {
 protected:
  /// A job of few evaluations that paints content.png after style.png.
  [[nodiscard]] static json job(const std::string& output, const json& also = json::object()) {
    json line = {{"content", "content.png"}, {"style", "style.png"}, {"output", output},
                 {"evaluations", 3},         {"scales", 1},          {"threads", 1}};
    line.update(also);
    return line;
  }

  /// As many jobs, which differ in their seed and output.
  [[nodiscard]] static std::vector<json> jobs(int count) {
    std::vector<json> all;
    for (int i = 1; i <= count; ++i) {
      all.push_back(job(output(i), {{"seed", i}, {"noise", 0.1}}));
    }
    return all;
  }
  [[nodiscard]] static std::string output(int number) { return "out" + std::to_string(number) + ".png"; }

  void write_jobs(const std::vector<json>& all) const {
    std::string text;
    for (const json& each : all) {
      text += each.dump() + '\n';
    }
    write_text(path("jobs.jsonl"), text);
  }

  [[nodiscard]] Arguments batch(const Arguments& more = {}) const {
    Arguments line = {"batch", path("jobs.jsonl")};
    line.insert(line.end(), more.begin(), more.end());
    return line;
  }

  [[nodiscard]] Outcome run(const Arguments& more = {}) const { return neural_style_program(batch(more)); }

  /// What the last line says: "2 of 2 jobs: …".
  [[nodiscard]] static std::string tally(const Outcome& outcome) {
    const Arguments lines = lines_of(outcome.output);
    return lines.empty() ? std::string() : lines.back();
  }

  /// How many jobs it has painted, by its lines.
  [[nodiscard]] static std::size_t painted(const Outcome& outcome) {
    const Arguments lines = lines_of(outcome.output);
    return static_cast<std::size_t>(std::ranges::count_if(
        lines, [](const std::string& line) { return line.find(" evaluations, ") != std::string::npos; }));
  }

  /// What is noted of a job.
  [[nodiscard]] json record(const std::string& output) const { return json::parse(file_text(path(output + ".job"))); }
};

TEST_F(BatchTest, PaintsWhatStylizePaintsOfTheSameSettings) {
  fs::create_directory(path("frames"));
  fs::rename(path("content.png"), path("frames/content.png"));
  write_text(path("jobs.jsonl"),
             "\n" + job("a.png", {{"content", "frames/content.png"}, {"strength", 0.8}}).dump() + "\n  \r\n" +
                 job("b.png", {{"content", path("frames/content.png")}, {"preset", "oil"}, {"size", "32"}}).dump());
  const Outcome outcome = run();
  ASSERT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_EQ(outcome.errors, "") << "nobody looks at a bar";
  EXPECT_THAT(lines_of(outcome.output),
              ElementsAre(StartsWith(path("a.png") + ": 48x36 pixels, 3 evaluations, "),
                          StartsWith(path("b.png") + ": 32x24 pixels, 3 evaluations, "),
                          "2 of 2 jobs: 2 painted, 0 done before, 0 taken by other processes, 0 failed, 0 left"));
  EXPECT_THAT(files(), ElementsAre("a.png", "a.png.job", "b.png", "b.png.job", "frames", "jobs.jsonl", "style.png"));
  fs::rename(path("frames/content.png"), path("content.png"));
  ASSERT_EQ(neural_style_program(stylize({"--strength=0.8"})).code, 0);
  EXPECT_TRUE(file_text(path("a.png")) == file_text(path("out.png")));
  ASSERT_EQ(neural_style_program(stylize({"--preset=oil", "--size=32"})).code, 0);
  EXPECT_TRUE(file_text(path("b.png")) == file_text(path("out.png")));
}

TEST_F(BatchTest, PathsInSettingsAreSeenFromTheFile) {
  write_image(gradient(20, 20), path("other.png"));
  write_text(path("soft.json"), R"({"format": "neural-style preset", "version": 1, "settings": {"strength": 0.9}})");
  write_jobs({job("a.png", {{"preset", "./soft.json"}, {"more_styles", "other.png"}, {"blend", "3,1"}}),
              job("b.png", {{"styles", {"style.png", "other.png"}}, {"blend", "3,1"}, {"strength", "0.9"}})});
  std::vector<json> lines;
  for (const std::string& line : lines_of(file_text(path("jobs.jsonl")))) {
    lines.push_back(json::parse(line));
  }
  lines[1].erase("style");
  write_jobs(lines);
  const Outcome outcome = run();
  ASSERT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_TRUE(file_text(path("a.png")) == file_text(path("b.png")));
  EXPECT_EQ(record("a.png")["loss"], record("b.png")["loss"]);
}

TEST_F(BatchTest, WhatIsDoneIsLeftAlone) {
  write_jobs(jobs(2));
  ASSERT_EQ(run().code, 0);
  const std::string bytes = file_text(path(output(1)));
  const auto written = fs::last_write_time(path(output(1)));
  EXPECT_EQ(record(output(1))["state"], "painted");
  const std::string noted = file_text(path(output(1) + ".job"));
  const Outcome outcome = run();
  EXPECT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_THAT(lines_of(outcome.output),
              ElementsAre(path(output(1)) + ": done before", path(output(2)) + ": done before",
                          "2 of 2 jobs: 0 painted, 2 done before, 0 taken by other processes, 0 failed, 0 left"));
  EXPECT_TRUE(file_text(path(output(1))) == bytes);
  EXPECT_EQ(fs::last_write_time(path(output(1))), written);
  EXPECT_EQ(file_text(path(output(1) + ".job")), noted);
}

TEST_F(BatchTest, WhatHasChangedIsPaintedAnewAndNothingElse) {
  std::vector<json> all = jobs(5);
  all[3]["content"] = "other.png";
  write_image(gradient(40, 40), path("other.png"));
  write_jobs(all);
  ASSERT_EQ(run().code, 0);
  const auto untouched = fs::last_write_time(path(output(1)));
  const std::string before = file_text(path(output(2)));
  all[1]["strength"] = 0.9;                          // the line,
  fs::remove(path(output(3)));                       // no output,
  write_image(gradient(30, 40), path("other.png"));  // another content,
  write_text(path(output(5)), "another's");          // another output
  all[0]["memory_limit"] = 100000;                   // says how, not what
  write_jobs(all);
  const Outcome outcome = run();
  EXPECT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_EQ(tally(outcome), "5 of 5 jobs: 4 painted, 1 done before, 0 taken by other processes, 0 failed, 0 left");
  EXPECT_EQ(fs::last_write_time(path(output(1))), untouched);
  EXPECT_FALSE(file_text(path(output(2))) == before);
  EXPECT_EQ(read_image(path(output(4))).width(), 30);
  EXPECT_EQ(read_image(path(output(5))).width(), 48);
}

TEST_F(BatchTest, AJobThatFailsDoesNotKeepTheOthers) {
  std::vector<json> all = jobs(4);
  all[0]["content"] = "missing.png";
  all[1]["style"] = "jobs.jsonl";
  all[2]["blend"] = "1,2,3";
  write_jobs(all);
  const Outcome outcome = run();
  EXPECT_EQ(outcome.code, 1);
  const std::string of_file = " of \"" + path("jobs.jsonl") + "\": ";
  EXPECT_THAT(
      lines_of(outcome.errors),
      ElementsAre(AllOf(StartsWith("neural-style: Line 1" + of_file), HasSubstr(path("missing.png")), EndsWith(".")),
                  AllOf(StartsWith("neural-style: Line 2" + of_file), HasSubstr("jobs.jsonl"), EndsWith(".")),
                  AllOf(StartsWith("neural-style: Line 3" + of_file), HasSubstr("\"blend\""), EndsWith("."))));
  EXPECT_EQ(tally(outcome), "4 of 4 jobs: 1 painted, 0 done before, 0 taken by other processes, 3 failed, 0 left");
  EXPECT_TRUE(fs::exists(path(output(4))));
  all[0]["content"] = "content.png";
  write_jobs(all);
  EXPECT_EQ(tally(run()), "4 of 4 jobs: 1 painted, 1 done before, 0 taken by other processes, 2 failed, 0 left");
}

TEST_F(BatchTest, AWrongLineIsToldBeforeAnythingIsPainted) {
  const auto with = [](const json& also) { return job("b.png", also).dump(); };
  json no_style = job("b.png");
  no_style.erase("style");
  json no_output = job("b.png");
  no_output.erase("output");
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"{\"content\": ", "This is no JSON object such as {\"content\": "},
      {"[1]", "This is no JSON object such as {"},
      {no_style.dump(), "A job has either \"style\", a file, or \"styles\", a list of files."},
      {with({{"styles", {"style.png"}}}), "A job has either \"style\""},
      {no_output.dump(), "\"output\" is missing; a job is written like {"},
      {with({{"output", 7}}), "\"output\" takes a text, not 7."},
      {with({{"strenght", 1}}), "There is no setting \"strenght\"; did you mean \"strength\"?"},
      {with({{"strength", 2}}), "\"strength\" takes a number from 0 to 1, not \"2\"."},
      {with({{"strength", true}}), "\"strength\" takes a number from 0 to 1, as a number or a text, not true."},
      {with({{"keep", {"a.png"}}}), "as a number or a text, not [\"a.png\"]."},
      {with({{"preset", "oli"}}), "There is no preset \"oli\""},
      {with({{"model", "nothing"}}), "nothing"},
      {with({{"model", "./nothing"}}), path("./nothing")},
      {job("b.gif").dump(), ".png"},
      {job("nowhere/b.png").dump(), "There is no folder"},
      {job("./a.png").dump(), "is that of line 1 already. Choose another one."},
      {with({{"content", "a.png"}}), "The picture \"a.png\" would be painted over by line 1. Choose another output"},
      {job("style.png").dump(), "would be painted over by line 4"},
  };
  for (const auto& [line, sentence] : wrong) {
    SCOPED_TRACE(line);
    write_text(path("jobs.jsonl"), job("a.png").dump() + "\n\n\n" + line + "\n");
    const Outcome outcome = run();
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.output, "");
    const std::string number = sentence.find("over by line 4") == std::string::npos ? "4" : "1";
    EXPECT_THAT(outcome.errors,
                AllOf(StartsWith("neural-style: Line " + number + " of \"" + path("jobs.jsonl") + "\": "),
                      HasSubstr(sentence)));
    EXPECT_THAT(files(), ElementsAre("content.png", "jobs.jsonl", "style.png"));
  }
  fs::remove(path("jobs.jsonl"));
  EXPECT_THAT(sentence_of(run()), AllOf(HasSubstr(path("jobs.jsonl")), HasSubstr("No such file")));
}

TEST_F(BatchTest, TwoAtOncePaintEachJobOnce) {
  constexpr int count = 8;
  write_jobs(jobs(count));
  RunningProgram one(program(batch()));
  RunningProgram other(program(batch()));
  const Outcome first = one.wait();
  const Outcome second = other.wait();
  EXPECT_EQ(first.code, 0) << first.errors;
  EXPECT_EQ(second.code, 0) << second.errors;
  EXPECT_EQ(painted(first) + painted(second), static_cast<std::size_t>(count));
  for (int i = 1; i <= count; ++i) {
    EXPECT_EQ(record(output(i))["state"], "painted");
    const std::string line = path(output(i)) + ": 48x36 pixels";
    EXPECT_NE(first.output.find(line) == std::string::npos, second.output.find(line) == std::string::npos) << i;
  }
}

TEST_F(BatchTest, AJobThatAnotherProcessHasIsLeftToIt) {
  write_jobs(jobs(2));
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> held(std::fopen(path(output(1) + ".job").c_str(), "w"), &std::fclose);
  ASSERT_EQ(flock(::fileno(held.get()), LOCK_EX), 0);
  const Outcome outcome = run();
  EXPECT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_THAT(lines_of(outcome.output),
              ElementsAre(path(output(1)) + ": taken by another process", StartsWith(path(output(2)) + ": 48x36"),
                          "2 of 2 jobs: 1 painted, 0 done before, 1 taken by other processes, 0 failed, 0 left"));
  EXPECT_FALSE(fs::exists(path(output(1))));
  held.reset();
  EXPECT_EQ(tally(run()), "2 of 2 jobs: 1 painted, 1 done before, 0 taken by other processes, 0 failed, 0 left");
}

TEST_F(BatchTest, AFileThatIsNotItsOwnIsNotWrittenOver) {
  write_jobs(jobs(1));
  write_text(path(output(1) + ".job"), "a letter");
  const Outcome outcome = run();
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.errors, HasSubstr(output(1) + ".job\" is none that a batch has written"));
  EXPECT_EQ(file_text(path(output(1) + ".job")), "a letter");
  EXPECT_FALSE(fs::exists(path(output(1))));
}

TEST_F(BatchTest, PartsHoldEachJobOnce) {
  write_jobs(jobs(5));
  EXPECT_EQ(tally(run({"--part=2/3"})),
            "2 of 5 jobs: 2 painted, 0 done before, 0 taken by other processes, 0 failed, 0 left");
  EXPECT_TRUE(fs::exists(path(output(2))) && fs::exists(path(output(5))));
  EXPECT_EQ(tally(run({"--part", "1/3"})),
            "2 of 5 jobs: 2 painted, 0 done before, 0 taken by other processes, 0 failed, 0 left");
  EXPECT_FALSE(fs::exists(path(output(3))));
  EXPECT_EQ(tally(run({"--part", "3/3"})),
            "1 of 5 jobs: 1 painted, 0 done before, 0 taken by other processes, 0 failed, 0 left");
  EXPECT_EQ(tally(run({"--part", "7/9"})),
            "0 of 5 jobs: 0 painted, 0 done before, 0 taken by other processes, 0 failed, 0 left");
  EXPECT_EQ(tally(run()), "5 of 5 jobs: 0 painted, 5 done before, 0 taken by other processes, 0 failed, 0 left");
  for (const char* part : {"0/3", "4/3", "3", "/3", "1/", "-1/3", "1/3/5", "1 / 3", "a/b"}) {
    const Outcome outcome = run({"--part=" + std::string(part)});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.errors, AllOf(HasSubstr("--part takes the number of a part"), HasSubstr(part)));
  }
}

TEST_F(BatchTest, ReadsTheStandardInput) {
  write_jobs(jobs(2));
  const Outcome outcome =
      run_program({"/bin/sh", "-c", "cd \"$0\" && exec \"$1\" batch - < jobs.jsonl", path(""), NEURAL_STYLE_PROGRAM});
  EXPECT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_THAT(lines_of(outcome.output), ElementsAre(StartsWith(output(1) + ": "), StartsWith(output(2) + ": "), _));
  EXPECT_TRUE(fs::exists(path(output(2))));
}

TEST_F(BatchTest, OnATerminalItTellsWhichJobItIsAt) {
  write_jobs(jobs(2));
  Terminal terminal(100);
  RunningProgram running(program(batch()), terminal.name());
  EXPECT_EQ(running.wait().code, 0);
  EXPECT_THAT(terminal.shown(), AllOf(HasSubstr("job 1 of 2, 48 x 36"),
                                      HasSubstr("\r\x1b[K\r[############............]  50 %  job 2 of 2, 48 x 36")))
      << "the bar makes way for the line of the first";
}

/// Three jobs, the second one long enough to be caught at.
class BatchCutOff : public BatchTest {
 protected:
  void SetUp() override {
    BatchTest::SetUp();
    write_image(gradient(160, 120), path("large.png"));
    std::vector<json> all = jobs(3);
    all[1].update({{"content", "large.png"}, {"evaluations", evaluations}});
    write_jobs(all);
    const Outcome undisturbed = run();
    ASSERT_EQ(undisturbed.code, 0) << undisturbed.errors;
    for (int i = 1; i <= 3; ++i) {
      undisturbed_.push_back(file_text(path(output(i))));
      fs::remove(path(output(i)));
      fs::remove(path(output(i) + ".job"));
    }
  }

  [[nodiscard]] std::string checkpoint() const { return path(output(2) + ".checkpoint"); }

  /// Sends the signal once the second job has made so many evaluations.
  Outcome run_until(int evaluation, int signal) {
    Terminal terminal(100);
    RunningProgram running(program(batch()), terminal.name());
    EXPECT_TRUE(running.wait_until([&] { return evaluations_of_second(terminal.shown()) >= evaluation; }))
        << terminal.shown();
    running.signal(signal);
    Outcome outcome = running.wait();
    outcome.errors = terminal.shown();
    EXPECT_FALSE(fs::exists(path(output(2)))) << "half of a job is none";
    EXPECT_FALSE(fs::exists(path(output(3))));
    return outcome;
  }

  void expect_the_same_pictures() const {
    for (int i = 1; i <= 3; ++i) {
      EXPECT_TRUE(file_text(path(output(i))) == undisturbed_[static_cast<std::size_t>(i) - 1]) << i;
    }
    EXPECT_FALSE(fs::exists(checkpoint()));
  }

 private:
  static constexpr int evaluations = 100;

  /// As the terminal shows them in the end.
  static int evaluations_of_second(const std::string& shown) {
    constexpr std::string_view before = "job 2 of 3, 160 x 120, evaluation ";
    const std::size_t at = shown.rfind(before);
    return at == std::string::npos ? 0 : std::atoi(shown.c_str() + at + before.size());
  }

  std::vector<std::string> undisturbed_;
};

TEST_F(BatchCutOff, KilledAndRunAgainItComesToTheSameBytes) {
  EXPECT_EQ(run_until(10, SIGKILL).code, -SIGKILL);
  const Outcome outcome = run();
  EXPECT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_EQ(tally(outcome), "3 of 3 jobs: 2 painted, 1 done before, 0 taken by other processes, 0 failed, 0 left");
  expect_the_same_pictures();
}

TEST_F(BatchCutOff, AskedToStopItLeavesACheckpointAndGoesOnFromThat) {
  int evaluation = 0;
  for (const int signal : {SIGTERM, SIGINT}) {
    const Outcome stopped = run_until(evaluation += 10, signal);
    EXPECT_EQ(stopped.code, 128 + signal);
    EXPECT_THAT(stopped.errors, EndsWith("neural-style: Stopped. The same command goes on from here.\r\n"));
    EXPECT_THAT(tally(stopped), EndsWith(" 0 failed, 2 left"));
    EXPECT_TRUE(fs::exists(checkpoint()));
  }
  const std::string state = file_text(checkpoint());
  EXPECT_EQ(run_until(evaluation += 20, SIGKILL).code, -SIGKILL);
  EXPECT_TRUE(file_text(checkpoint()) == state);
  const Outcome outcome = run();
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.errors, "Going on from the checkpoint \"" + checkpoint() + "\".\n");
  EXPECT_EQ(tally(outcome), "3 of 3 jobs: 2 painted, 1 done before, 0 taken by other processes, 0 failed, 0 left");
  expect_the_same_pictures();
}

TEST_F(BatchCutOff, TheCheckpointOfALineThatHasChangedIsNotGoneOnFrom) {
  EXPECT_EQ(run_until(10, SIGTERM).code, 128 + SIGTERM);
  EXPECT_TRUE(fs::exists(checkpoint()));
  write_jobs(jobs(3));
  const Outcome outcome = run();
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.errors, "");
  EXPECT_EQ(record(output(2))["evaluations"], 3);
  EXPECT_FALSE(fs::exists(checkpoint()));
}

}  // namespace
}  // namespace neural_style
