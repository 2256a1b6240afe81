// What users, files and machines do to a run: its outcome is right, or one sentence, and there is no half file. The
// table in tests/README.md lists what is tried.
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <random>

#include "neural_style/models.hpp"
#include "program.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

class Faults : public ProgramTest {
 protected:
  /// The command in an environment with these settings beside the usual ones.
  static Arguments with(const Arguments& environment, const Arguments& command) {
    Arguments line = {"/usr/bin/env"};
    line.insert(line.end(), environment.begin(), environment.end());
    line.insert(line.end(), command.begin(), command.end());
    return line;
  }

  /// What a run without faults paints.
  Image sound_painting() {
    const Outcome outcome = neural_style_program(stylize());
    EXPECT_EQ(outcome.code, 0) << outcome.errors;
    Image painting = read_image(path("out.png"));
    fs::remove(path("out.png"));
    return painting;
  }
};

/// out.png is at every moment what was there before, or the whole painting. What SIGKILL leaves beside it is a file
/// that says whose it is.
TEST_F(Faults, SignalsAtRandomMoments) {
  const auto begin = std::chrono::steady_clock::now();
  const Image painting = sound_painting();
  const std::chrono::duration<double> whole = std::chrono::steady_clock::now() - begin;
  const std::string before = "what was there before";
  std::mt19937 random(1);
  std::uniform_real_distribution<double> moment(0, 1.1 * whole.count());
  int kept = 0;
  int painted = 0;
  constexpr std::array signals = {SIGINT, SIGTERM, SIGKILL};
  for (int i = 0; i < 200; ++i) {
    write_text(path("out.png"), before);
    const int signal = signals.at(static_cast<std::size_t>(i) % signals.size());
    RunningProgram running(program(stylize()));
    std::this_thread::sleep_for(std::chrono::duration<double>(moment(random)));
    if (running.running()) {
      running.signal(signal);
    }
    const Outcome outcome = running.wait();
    // 130 is also what a program says that was stopped, with a picture or without; and before its first lines a signal
    // ends a program as it ends any.
    ASSERT_THAT(outcome.code, AnyOf(0, 128 + signal, -signal)) << outcome.errors;
    if (file_text(path("out.png")) == before) {
      ++kept;
      ASSERT_NE(outcome.code, 0);
    } else {
      ++painted;
      ASSERT_EQ(read_image(path("out.png")).width(), painting.width()) << "signal " << signal;
    }
    for (const std::string& name : files()) {
      const bool left = name.starts_with(".neural-style-") && name.ends_with(".tmp") && signal == SIGKILL;
      ASSERT_TRUE(left || name == "content.png" || name == "style.png" || name == "out.png") << name;
      if (left) {
        fs::remove(path(name));
      }
    }
  }
  EXPECT_GT(kept, 20);
  EXPECT_GT(painted, 5);
}

TEST_F(Faults, LittleAddressSpace) {
  const std::string before = "what was there before";
  int refused = 0;
  int done = 0;
  for (std::size_t mebibytes = 400; mebibytes <= 4000; mebibytes += 300) {
    write_text(path("out.png"), before);
    const Outcome outcome = run_program([&] {
      Arguments line = {"/usr/bin/prlimit", "--as=" + std::to_string(mebibytes << 20U)};
      const Arguments command = program(stylize());
      line.insert(line.end(), command.begin(), command.end());
      return line;
    }());
    if (outcome.code == 0) {
      ++done;
      EXPECT_EQ(read_image(path("out.png")).width(), 48);
    } else {
      ++refused;
      EXPECT_THAT(sentence_of(outcome), AnyOf(HasSubstr("address space"), HasSubstr("memory"))) << mebibytes;
      EXPECT_EQ(file_text(path("out.png")), before) << mebibytes;
    }
  }
  EXPECT_GT(refused, 0);
  EXPECT_GT(done, 0);
}

/// A file system of its own, smaller and smaller, under all that a run writes.
TEST_F(Faults, FullDiskAtEveryWrite) {
  fs::create_directory(path("disk"));
  const auto on_disk_of = [&](int pages) {
    const std::string script = "mount -t tmpfs -o size=" + std::to_string(4 * pages) + "k tmpfs '" + path("disk") +
                               "' || exit 99; cd '" + path("disk") + "'; \"$@\"; code=$?; ls -A; [ ! -e out.png ] || " +
                               "cp out.png '" + path("found.png") + "'; exit $code";
    Arguments line = {"/usr/bin/unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-c", script, "sh"};
    const Arguments command =
        program({"stylize", path("content.png"), path("style.png"), "-o", "out.png", "--evaluations=3", "--scales=1",
                 "--threads=1", "--log", "log.jsonl", "--snapshots", "shots", "--snapshot-every=1"});
    line.insert(line.end(), command.begin(), command.end());
    return run_program(line);
  };
  int full = 0;
  int done = 0;
  for (const int pages : {1, 2, 3, 4, 6, 8, 12, 16, 24, 64}) {
    fs::remove(path("found.png"));
    const Outcome outcome = on_disk_of(pages);
    if (outcome.code == 99) {
      GTEST_SKIP() << "no file system can be mounted here";
    }
    EXPECT_THAT(outcome.output, Not(HasSubstr(".tmp"))) << pages;
    if (outcome.code == 0) {
      ++done;
    } else {
      ++full;
      EXPECT_EQ(outcome.code, 1) << outcome.errors;
      EXPECT_THAT(outcome.errors, HasSubstr("No space left on device")) << pages;
    }
    if (fs::exists(path("found.png"))) {
      EXPECT_EQ(read_image(path("found.png")).width(), 48) << pages;
    }
  }
  EXPECT_GT(full, 0);
  EXPECT_GT(done, 0);
}

TEST_F(Faults, FullStandardOutput) {
  const Outcome outcome =
      run_program({"/bin/sh", "-c", "exec \"$0\" \"$@\" > /dev/full", NEURAL_STYLE_PROGRAM, "settings"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.errors, HasSubstr("standard output"));
}

TEST_F(Faults, ModelIsSwappedWhileInUse) {
  const std::string model = path("model.safetensors");
  fs::copy_file(find_model("vgg19").file, model);
  RunningProgram running(
      program({"stylize", path("content.png"), path("style.png"), "-o", path("out.png"), "--scales=1", "--threads=1",
               "--evaluations=100000", "--optimizer=adam", "--model", model, "--log", path("log.jsonl")}));
  const auto evaluations = [&] { return lines_of(file_text(path("log.jsonl"))).size(); };
  ASSERT_TRUE(running.wait_until([&] { return evaluations() >= 3; })) << running.errors();
  fs::resize_file(model, 1000);
  ASSERT_TRUE(running.wait_until([&] { return evaluations() >= 6; })) << running.errors();
  write_text(model, "another file");
  ASSERT_TRUE(running.wait_until([&] { return evaluations() >= 9; })) << running.errors();
  running.signal(SIGINT);
  EXPECT_EQ(running.wait().code, 130);
  EXPECT_EQ(read_image(path("out.png")).width(), 48);
  EXPECT_THAT(sentence_of(neural_style_program(stylize({"--model", model}))), HasSubstr("model.safetensors"));
}

/// The program speaks English whatever the locale; core/settings/text_test.cpp sets it within the process, as GIMP
/// does.
TEST_F(Faults, LocaleWithADecimalComma) {
  const Image painting = sound_painting();
  const Arguments german = {"LOCPATH=" NEURAL_STYLE_TEST_LOCALES, "LC_ALL=de_DE.UTF-8"};
  const Outcome outcome =
      run_program(with(german, program(stylize({"--strength=0.5", "--json", "--log", path("log.jsonl")}))));
  ASSERT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_EQ(read_image(path("out.png")), painting);
  EXPECT_TRUE(nlohmann::json::accept(outcome.output)) << outcome.output;
  EXPECT_TRUE(nlohmann::json::accept(lines_of(file_text(path("log.jsonl"))).front()));
}

TEST_F(Faults, PathsOfAnyBytes) {
  const Image painting = sound_painting();
  for (const char* name :
       {"with spaces", "图片 文件夹", "a\nline", "\xff\xfe not UTF-8", "'quotes\" $HOME `x`", "-o"}) {
    const fs::path folder = fs::path(path("")) / name;
    fs::create_directory(folder);
    fs::copy_file(path("content.png"), folder / "content.png");
    fs::copy_file(path("style.png"), folder / "style.png");
    const Outcome outcome =
        neural_style_program({"stylize", (folder / "content.png").string(), (folder / "style.png").string(), "-o",
                              (folder / "out.png").string(), "--evaluations=3", "--scales=1", "--threads=1", "--json",
                              "--log", (folder / "log.jsonl").string()});
    EXPECT_EQ(outcome.code, 0) << name << outcome.errors;
    EXPECT_TRUE(nlohmann::json::accept(outcome.output)) << name << outcome.output;
    EXPECT_EQ(read_image(folder / "out.png"), painting) << name;
    EXPECT_THAT(neural_style_program({"stylize", (folder / "none.png").string(), (folder / "style.png").string(), "-o",
                                      (folder / "out.png").string()})
                    .errors,
                HasSubstr("none.png"))
        << name;
  }
}

TEST_F(Faults, NothingInTheEnvironment) {
  const Image painting = sound_painting();
  const Outcome outcome = run_program(with({"--ignore-environment"}, program(stylize())));
  ASSERT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_EQ(read_image(path("out.png")), painting);
}

TEST_F(Faults, ClockThatJumps) {
  const Image painting = sound_painting();
  const Outcome outcome = run_program(
      with({"LD_PRELOAD=" NEURAL_STYLE_JUMPING_CLOCK}, program(stylize({"--json", "--log", path("log.jsonl")}))));
  ASSERT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_EQ(read_image(path("out.png")), painting);
  const double seconds = nlohmann::json::parse(outcome.output)["seconds"];
  EXPECT_GT(seconds, 0);
  EXPECT_LT(seconds, 3600);
  double last = 0;
  for (const std::string& line : lines_of(file_text(path("log.jsonl")))) {
    const double now = nlohmann::json::parse(line)["seconds"];
    EXPECT_GE(now, last);
    last = now;
  }
}

TEST_F(Faults, FolderThatTakesNoFiles) {
  if (::geteuid() == 0) {
    // Root writes everywhere but where nobody can.
    EXPECT_THAT(sentence_of(neural_style_program({"stylize", path("content.png"), path("style.png"), "-o",
                                                  "/proc/out.png", "--evaluations=3", "--scales=1", "--threads=1"})),
                HasSubstr("/proc"));
    return;
  }
  fs::create_directory(path("locked"));
  fs::permissions(path("locked"), fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_THAT(
      sentence_of(neural_style_program({"stylize", path("content.png"), path("style.png"), "-o", path("locked/out.png"),
                                        "--evaluations=3", "--scales=1", "--threads=1"})),
      HasSubstr("locked"));
}

}  // namespace
}  // namespace neural_style
