// A team paints what one process does, and what it was painting before it died.
#include "stylize/run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "neural_style/image_file.hpp"
#include "picture/resample.hpp"
#include "support/pictures.hpp"
#include "support/temporary_folder.hpp"
#include "support/thread_team.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// Two scales: one process has the first to itself.
Request request(Optimizer optimizer = Optimizer::lbfgs) {
  Request request;
  request.content = resample(read_image(NEURAL_STYLE_SOURCE "/demo/chelsea.png"), 61, 203);
  request.styles.push_back({resample(read_image(NEURAL_STYLE_SOURCE "/demo/street_in_auvers.png"), 80, 60)});
  request.settings.scales = 2;
  request.settings.coarse_evaluations = 6;
  request.settings.evaluations = 8;
  request.settings.threads = 1;
  request.settings.precision = Precision::float32;
  request.settings.optimizer = optimizer;
  return request;
}

/// Watches, and crashes or stops where it is told to.
class Watcher : public Observer {
 public:
  struct Crash {};

  fs::path file;         ///< for the states
  int states_until = 0;  ///< writes one after each step before this evaluation
  int crash_at = 1000;   ///< evaluation
  int stop_at = 1000;    ///< likewise
  int preview_at = -1;   ///< likewise

  std::vector<Evaluation> evaluations;
  std::vector<Image> previews;

  Wish wish() override { return std::ssize(evaluations) >= stop_at ? Wish::stop : Wish::go_on; }
  void evaluated(const Evaluation& evaluation) override {
    evaluations.push_back(evaluation);
    if (evaluation.evaluation == crash_at) {
      throw Crash{};
    }
  }
  bool wants_preview(const Evaluation& evaluation) override { return evaluation.evaluation == preview_at; }
  void preview(const Image& picture, const Evaluation& /*evaluation*/) override { previews.push_back(picture); }
  bool wants_state() override { return !evaluations.empty() && evaluations.back().evaluation < states_until; }
  void state(const RunState& state) override { state.write(file); }
};

/// What each of a team comes to; `watch` tells each what to watch for.
template <class Watch>
std::vector<Result> paint(int size, const Request& request, std::vector<Watcher>& watchers, const Watch& watch) {
  std::vector<Result> results(static_cast<std::size_t>(size));
  watchers = std::vector<Watcher>(static_cast<std::size_t>(size));
  in_team(size, [&](Team& team) {
    const auto rank = static_cast<std::size_t>(team.rank());
    watch(team.rank(), watchers[rank]);
    KeptNetwork kept;
    results[rank] = run_stylize(request, watchers[rank].file, watchers[rank], kept, &team);
  });
  return results;
}

std::vector<Result> paint(int size, const Request& request) {
  std::vector<Watcher> watchers;
  return paint(size, request, watchers, [](int, Watcher&) {});
}

bool same_bytes(const Image& a, const Image& b) { return std::ranges::equal(a.samples(), b.samples()); }

/// Of a few evaluations: of many, an optimiser makes as much of rounding as core/README.md says.
void expect_like_one(Request request) {
  request.settings.evaluations = 3;
  Watcher nobody;
  KeptNetwork kept;
  const Result alone = run_stylize(request, {}, nobody, kept);
  for (const int size : {2, 4}) {
    SCOPED_TRACE(size);
    const std::vector<Result> results = paint(size, request);
    for (const Result& result : results) {
      EXPECT_TRUE(same_bytes(result.picture, results.front().picture));
      EXPECT_EQ(result.losses.total, results.front().losses.total);
    }
    EXPECT_EQ(results.front().evaluations, alone.evaluations);
    EXPECT_NEAR(results.front().losses.total / alone.losses.total, 1, 2e-4);
    EXPECT_LT(mean_levels(results.front().picture, alone.picture), 0.02);
  }
}

TEST(TeamRun, PaintsWhatOneDoes) { expect_like_one(request()); }

TEST(TeamRun, PaintsWhatOneDoesWithAdam) { expect_like_one(request(Optimizer::adam)); }

TEST(TeamRun, WithTransparentPixelsOwnColorsAndASeam) {
  Request half = request();
  for (int y = 0; y < half.content.height(); ++y) {
    half.content.row(y)[3] = 0;
    half.content.row(y)[7] = 0;
  }
  half.settings.color = Color::original;
  half.settings.color_amount = 0.5;
  half.settings.seamless = Seamless::vertical;
  expect_like_one(half);
}

TEST(TeamRun, GoesOnToTheSameBytes) {
  for (const Optimizer optimizer : {Optimizer::lbfgs, Optimizer::adam}) {
    const Request job = request(optimizer);
    const Image whole = paint(3, job).front().picture;
    for (const int crash_at : {4, 11}) {
      const TemporaryFolder folder;
      std::vector<Watcher> watchers;
      const auto watch = [&](int, Watcher& watcher) {
        watcher.file = folder / "run";
        watcher.states_until = crash_at;
        watcher.crash_at = crash_at;
      };
      EXPECT_THROW(paint(3, job, watchers, watch), Watcher::Crash);
      const std::vector<Result> results =
          paint(3, job, watchers, [&](int, Watcher& watcher) { watcher.file = folder / "run"; });
      EXPECT_EQ(watchers.front().evaluations.front().evaluation, crash_at);
      EXPECT_TRUE(same_bytes(results.front().picture, whole)) << crash_at;
    }
  }
}

/// A team of two that has died, with the states of its evaluations 3 and 4: with Adam, each of whose evaluations is a
/// step.
class TeamDied : public testing::Test {
 protected:
  void SetUp() override {
    for (const int evaluation : {3, 4}) {
      std::vector<Watcher> watchers;
      EXPECT_THROW(paint(2, request(Optimizer::adam), watchers,
                         [&](int, Watcher& watcher) {
                           watcher.file = path("run");
                           watcher.states_until = evaluation + 1;
                           watcher.crash_at = evaluation + 1;
                         }),
                   Watcher::Crash);
      for (const char* const part : {"0-of-2", "1-of-2"}) {
        fs::rename(path("run." + std::string(part)), path(std::to_string(evaluation) + "." + part));
      }
    }
  }

  [[nodiscard]] fs::path path(const std::string& name) const { return folder_ / name; }

  /// Puts the state of an evaluation to where it was to be found.
  void put(const std::string& state, const std::string& name) const {
    fs::copy_file(path(state), path(name), fs::copy_options::overwrite_existing);
  }

  /// The first evaluation after it has gone on.
  [[nodiscard]] int goes_on_at(int size = 2) const {
    std::vector<Watcher> watchers;
    const std::vector<Result> results =
        paint(size, request(Optimizer::adam), watchers, [&](int, Watcher& watcher) { watcher.file = path("run"); });
    return watchers.front().evaluations.front().evaluation;
  }

  [[nodiscard]] std::string refusal(int size = 2) const {
    try {
      return std::to_string(goes_on_at(size));
    } catch (const TeamError& error) {
      return error.what();
    }
  }

 private:
  TemporaryFolder folder_;
};

TEST_F(TeamDied, WhileOneHadNotWrittenYet) {
  put("3.0-of-2", "run.0-of-2");
  put("4.0-of-2", "run.0-of-2.next");
  put("3.1-of-2", "run.1-of-2");
  EXPECT_EQ(goes_on_at(), 4);
}

TEST_F(TeamDied, WhileOneHadNotPutItInPlaceYet) {
  put("4.0-of-2", "run.0-of-2");
  put("3.1-of-2", "run.1-of-2");
  put("4.1-of-2", "run.1-of-2.next");
  EXPECT_EQ(goes_on_at(), 5);
  EXPECT_FALSE(fs::exists(path("run.1-of-2.next")));
}

TEST_F(TeamDied, AndWhatIsLeftIsNotWhole) {
  put("3.0-of-2", "run.0-of-2");
  EXPECT_THAT(refusal(), HasSubstr("A part of the checkpoint is missing"));
  put("4.1-of-2", "run.1-of-2");
  EXPECT_THAT(refusal(), HasSubstr("is not whole"));
  put("3.0-of-2", "run.1-of-2");
  EXPECT_THAT(refusal(), HasSubstr("is of another job"));
}

TEST_F(TeamDied, AndIsAnotherSizeNow) {
  put("3.0-of-2", "run.0-of-2");
  put("3.1-of-2", "run.1-of-2");
  EXPECT_THAT(refusal(3), HasSubstr("is not one of 3 processes. Go on with as many as it was written by"));
  EXPECT_EQ(goes_on_at(), 4);
}

TEST(TeamRun, OneThatIsToldToStopStopsAll) {
  std::vector<Watcher> watchers;
  const std::vector<Result> results = paint(3, request(), watchers, [](int rank, Watcher& watcher) {
    watcher.stop_at = rank == 1 ? 9 : 1000;
    watcher.preview_at = 8;
  });
  for (const Result& result : results) {
    EXPECT_TRUE(result.stopped);
    EXPECT_EQ(result.evaluations, 9);
    EXPECT_TRUE(same_bytes(result.picture, results.front().picture));
  }
  ASSERT_EQ(watchers.front().previews.size(), 1U);
  EXPECT_EQ(watchers.front().previews.front().height(), 203);
  EXPECT_TRUE(watchers.back().previews.empty());
}

TEST(TeamRun, SaysWhatItCannotDo) {
  const auto refused = [](const Request& job) {
    try {
      paint(2, job);
    } catch (const TeamError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  Request job = request();
  job.settings.device = Device::cuda;
  EXPECT_THAT(refused(job), HasSubstr("compute on processors alone"));
  job = request();
  job.previous = job.content;
  EXPECT_THAT(refused(job), HasSubstr("painted by one process each"));
}

TEST(TeamRun, AllMustBeAskedForTheSame) {
  std::string sentence;
  try {
    in_team(2, [](Team& team) {
      Request job = request();
      job.settings.strength = team.rank() == 0 ? 0.5 : 0.6;
      Watcher nobody;
      KeptNetwork kept;
      run_stylize(job, {}, nobody, kept, &team);
    });
  } catch (const TeamError& error) {
    sentence = error.what();
  }
  EXPECT_THAT(sentence, HasSubstr("were given different pictures, settings or models"));
}

}  // namespace
}  // namespace neural_style
