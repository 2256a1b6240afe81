// A run that was cut off and goes on comes to the picture of one that was not, to the same bytes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "neural_style/image_file.hpp"
#include "neural_style/run_state.hpp"
#include "neural_style/stylize.hpp"
#include "picture/resample.hpp"
#include "support/error_text.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const Image& photograph() {
  static const Image image = read_image(NEURAL_STYLE_SOURCE "/demo/chelsea.png");
  return image;
}

const Image& painting() {
  static const Image image = resample(read_image(NEURAL_STYLE_SOURCE "/demo/street_in_auvers.png"), 90, 70);
  return image;
}

/// Two scales of 8 and 10 evaluations.
Request request(int width = 72, int height = 48) {
  Request request;
  request.content = resample(photograph(), width, height);
  request.styles.push_back({painting(), 1});
  request.settings.scales = 2;
  request.settings.coarse_evaluations = 8;
  request.settings.evaluations = 10;
  return request;
}

/// Writes the state at a rest, and is then gone as a process that crashes is.
class Crashes : public Observer {
 public:
  struct Crash {};

  Crashes(std::filesystem::path file, int at) : file_(std::move(file)), at_(at) {}

  void evaluated(const Evaluation& evaluation) override {
    evaluations.push_back(evaluation);
    if (written_) {
      throw Crash{};
    }
  }
  bool wants_state() override { return ++rests == at_; }
  void state(const RunState& state) override {
    state.write(file_);
    written_ = true;
  }

  std::vector<Evaluation> evaluations;
  int rests = 0;

 private:
  std::filesystem::path file_;
  int at_;
  bool written_ = false;
};

class Records : public Observer {
 public:
  void begin_scale(const Scale& scale) override { scales.push_back(scale); }
  void evaluated(const Evaluation& evaluation) override { evaluations.push_back(evaluation); }
  void progress(const Progress& progress) override { fractions.push_back(progress.fraction); }

  std::vector<Scale> scales;
  std::vector<Evaluation> evaluations;
  std::vector<double> fractions;
};

class Resume : public testing::Test {
 protected:
  /// Leaves the checkpoint of that rest. False if the run has fewer.
  bool crash(const Request& request, int rest) {
    Crashes crashes(file(), rest);
    try {
      stylize(request, crashes);
    } catch (const Crashes::Crash&) {
      return true;
    }
    return std::filesystem::exists(file());  // written behind the last evaluation
  }

  /// Crashes at every `step`th rest in turn.
  void expect_same_picture(const Request& request, int step, const std::string& plan = "") {
    Records undisturbed;
    const Result whole = stylize(request, undisturbed);
    EXPECT_THAT(whole.plan, HasSubstr(plan));
    int crashed = 0;
    for (int rest = 1; crash(request, rest); rest += step) {
      ++crashed;
      Records records;
      const Result result = resume(file(), request, records);
      std::filesystem::remove(file());
      ASSERT_EQ(result.picture, whole.picture) << "rest " << rest;
      EXPECT_EQ(result.evaluations, whole.evaluations);
      EXPECT_EQ(result.losses.total, whole.losses.total);
      EXPECT_EQ(result.losses.style_by_layer, whole.losses.style_by_layer);
      EXPECT_EQ(result.plan, whole.plan);
      EXPECT_TRUE(std::ranges::is_sorted(records.fractions));
      EXPECT_DOUBLE_EQ(records.fractions.back(), 1);
      // It goes on in the numbers and the losses of the undisturbed one.
      const std::size_t before = undisturbed.evaluations.size() - records.evaluations.size();
      for (std::size_t i = 0; i < records.evaluations.size(); ++i) {
        EXPECT_EQ(records.evaluations[i].evaluation, undisturbed.evaluations[before + i].evaluation);
        EXPECT_EQ(records.evaluations[i].loss, undisturbed.evaluations[before + i].loss);
      }
    }
    EXPECT_GT(crashed, 2);
  }

  [[nodiscard]] std::filesystem::path file() const { return folder_ / "run.checkpoint"; }

 private:
  TemporaryFolder folder_;
};

TEST_F(Resume, SamePictureAfterEachRest) { expect_same_picture(request(), 1); }

TEST_F(Resume, SamePictureInFloat32) {
  Request exact = request();
  exact.settings.precision = Precision::float32;
  expect_same_picture(exact, 5);
}

TEST_F(Resume, SamePictureWithAdam) {
  Request adam = request();
  adam.settings.optimizer = Optimizer::adam;
  adam.settings.noise = 0.7;
  expect_same_picture(adam, 4);
}

TEST_F(Resume, SamePictureInTilesWithHalfPairs) {
  Request sparing = request(640, 480);
  sparing.settings.model = "draft";  // several runs of a size that takes tiles
  sparing.settings.scales = 1;
  sparing.settings.evaluations = 6;
  sparing.settings.memory_limit =
      static_cast<std::int64_t>(forecast(640, 480, sparing.settings).peak_memory * 9 / 10 >> 20U);
  expect_same_picture(sparing, 2, "half pairs");
}

TEST_F(Resume, SamePictureWithAllThatARequestMayHave) {
  Request all = request();
  all.settings.color = Color::original;
  all.settings.color_amount = 0.6;
  all.settings.seamless = Seamless::horizontal;
  all.selection = Mask(72, 48);
  all.keep = Mask(72, 48);
  for (int y = 6; y < 40; ++y) {
    std::fill_n(all.selection.row(y).begin() + 10, 45, 1.0F);
    std::fill_n(all.keep.row(y).begin() + 20, 8, 1.0F);
  }
  all.start = resample(painting(), 72, 48);
  expect_same_picture(all, 3);
}

TEST_F(Resume, SkipsTheScalesThatWereDone) {
  const Request two = request();
  ASSERT_TRUE(crash(two, 9));  // 7 rests in the first scale
  Records records;
  resume(file(), two, records);
  ASSERT_EQ(records.scales.size(), 1U);
  EXPECT_EQ(records.scales.front().width, 72);
  EXPECT_GT(records.fractions.front(), 0.3);
}

TEST_F(Resume, KeepsTheThreadsItBeganWith) {
  Request one = request();
  one.settings.threads = 1;
  Observer nobody;
  const Result whole = stylize(one, nobody);
  ASSERT_TRUE(crash(one, 4));
  one.settings.threads = 2;
  one.settings.precision = Precision::float32;
  const Result result = resume(file(), one, nobody);
  EXPECT_EQ(result.plan, whole.plan);
  EXPECT_EQ(result.picture, whole.picture);
}

TEST_F(Resume, StopBeforeTheNextEvaluationGivesThePictureOfTheCheckpoint) {
  class StopsAtOnce : public Observer {
    Wish wish() override { return Wish::stop; }
  };
  class Keeps : public Crashes {
   public:
    using Crashes::Crashes;
    bool wants_preview(const Evaluation& /*evaluation*/) override { return true; }
    void preview(const Image& picture, const Evaluation& /*evaluation*/) override { latest = picture; }
    Image latest;
  };
  const Request two = request();
  Keeps keeps(file(), 10);
  EXPECT_THROW(stylize(two, keeps), Crashes::Crash);
  StopsAtOnce stops;
  const Result result = resume(file(), two, stops);
  EXPECT_TRUE(result.stopped);
  EXPECT_EQ(result.picture, keeps.latest);
  EXPECT_EQ(result.losses.total, keeps.evaluations[keeps.evaluations.size() - 2].loss);
}

TEST_F(Resume, AnotherJobIsRefused) {
  const Request two = request();
  ASSERT_TRUE(crash(two, 2));
  const auto refused = [&](const auto& change) {
    Request other = two;
    change(other);
    Observer nobody;
    EXPECT_THAT(error_text([&] { resume(file(), other, nobody); }),
                AllOf(HasSubstr("run.checkpoint"), HasSubstr("is of another job")));
  };
  refused([](Request& other) { other.content.row(5)[7] += 0.001F; });
  refused([](Request& other) { other.styles[0].image.row(5)[7] += 0.001F; });
  refused([](Request& other) { other.styles[0].weight = 2; });
  refused([](Request& other) { other.styles.push_back(other.styles[0]); });
  refused([](Request& other) { other.selection = Mask(72, 48); });
  refused([](Request& other) { other.keep = Mask(72, 48); });
  refused([](Request& other) { other.start = other.content; });
  refused([](Request& other) { other.settings.strength = 0.51; });
  refused([](Request& other) { other.settings.evaluations = 11; });
  refused([](Request& other) { other.settings.seed = 1; });
  refused([](Request& other) { other.settings.model = "draft"; });
}

TEST_F(Resume, DamagedFilesAreRefused) {
  const Request two = request();
  ASSERT_TRUE(crash(two, 3));
  const std::string whole = file_text(file());
  Observer nobody;
  const auto says = [&](const std::string& contents) {
    write_text(file(), contents);
    return error_text([&] { resume(file(), two, nobody); });
  };
  for (const std::size_t at :
       {std::size_t{21}, std::size_t{40}, std::size_t{130}, whole.size() / 2, whole.size() - 1}) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    EXPECT_THAT(says(flipped), HasSubstr("is damaged")) << at;
  }
  for (const std::size_t size :
       {std::size_t{20}, std::size_t{23}, std::size_t{100}, whole.size() / 2, whole.size() - 1}) {
    EXPECT_THAT(says(whole.substr(0, size)), HasSubstr("is damaged")) << size;
  }
  EXPECT_THAT(says(whole + "x"), HasSubstr("is damaged"));
  EXPECT_THAT(says(""), HasSubstr("is no checkpoint"));
  EXPECT_THAT(says("a picture that somebody named so"), HasSubstr("is no checkpoint"));
  std::string later = whole;
  later[16] = 3;
  EXPECT_THAT(says(later), HasSubstr("another version"));
  std::filesystem::remove(file());
  EXPECT_THAT(error_text([&] { resume(file(), two, nobody); }), HasSubstr("No such file"));
}

TEST_F(Resume, RefusesWhatNeedsMoreMemoryThanThereIs) {
  Request two = request();
  ASSERT_TRUE(crash(two, 2));
  two.settings.memory_limit = 200;
  Observer nobody;
  EXPECT_THAT(error_text([&] { resume(file(), two, nobody); }), HasSubstr("but only 200 MiB may be used"));
}

}  // namespace
}  // namespace neural_style
