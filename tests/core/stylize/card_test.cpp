// Whole runs on a graphics card, beside the processor's. Where LibTorch has no CUDA the card is a pretended one, see
// pretended_card.cpp, which goes the same way but for LibTorch's kernels.
#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <utility>
#include <vector>

#include "network/cuda/cuda.hpp"
#include "neural_style/image_file.hpp"
#include "neural_style/run_state.hpp"
#include "neural_style/stylize.hpp"
#include "picture/resample.hpp"
#include "stylize/pace.hpp"
#include "stylize/run.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {
namespace {

class OnCard : public testing::Test {
 protected:
  void SetUp() override {
    if (!cuda::card()) {
      GTEST_SKIP() << "no graphics card";
    }
  }

  static Request request(int width, int height) {
    Request request;
    request.content = resample(read_image(NEURAL_STYLE_SOURCE "/demo/chelsea.png"), width, height);
    request.styles.push_back({resample(read_image(NEURAL_STYLE_SOURCE "/demo/street_in_auvers.png"), 100, 80), 1});
    request.settings.evaluations = 6;
    request.settings.coarse_evaluations = 8;
    request.settings.precision = Precision::float32;
    return request;
  }

  static Losses losses(Request request, Device device) {
    request.settings.device = device;
    KeptNetwork kept;
    return run_evaluate(request.styles.front().image, request, kept);
  }

  static Result painting(Request request, Device device, Observer& observer) {
    request.settings.device = device;
    KeptNetwork kept;
    return run_stylize(request, {}, observer, kept);
  }

  static Result painting(const Request& request, Device device) {
    Observer nobody;
    return painting(request, device, nobody);
  }

  static void expect_same_losses(const Request& request, double within = 1e-4) {
    const Losses processor = losses(request, Device::cpu);
    const Losses card = losses(request, Device::cuda);
    EXPECT_NEAR(card.total / processor.total, 1, within);
    EXPECT_NEAR(card.content / processor.content, 1, within);
    EXPECT_NEAR(card.style / processor.style, 1, within);
    EXPECT_NEAR(card.temporal, processor.temporal, within * std::abs(processor.temporal));
  }

  /// Left half of the picture.
  static Mask half(int width, int height) {
    Mask mask(width, height);
    for (std::size_t i = 0; i < mask.samples().size(); ++i) {
      mask.samples()[i] = static_cast<int>(i) % width < width / 2 ? 1.0F : 0.0F;
    }
    return mask;
  }
};

TEST_F(OnCard, LossesAreTheProcessors) {
  Request plain = request(96, 64);
  expect_same_losses(plain);
  plain.settings.pooling = Pooling::max;
  plain.settings.padding = Padding::zeros;
  plain.settings.loss = Loss::absolute;
  expect_same_losses(plain);
  Request moments = request(96, 64);
  moments.settings.statistics = Statistics::moments;
  expect_same_losses(moments);
  // A small difference of large sums: rounding shows.
  Request wasserstein = request(96, 64);
  wasserstein.settings.statistics = Statistics::wasserstein;
  expect_same_losses(wasserstein, 5e-3);
}

TEST_F(OnCard, LossesOfMasksColorsAndFramesAreTheProcessors) {
  Request request = OnCard::request(96, 64);
  request.selection = half(96, 64);
  request.keep = half(96, 64);
  request.settings.color = Color::original;
  request.settings.color_amount = 0.5;
  request.previous = request.content;
  expect_same_losses(request);
}

TEST_F(OnCard, GoesTheProcessorsWay) {
  for (const Optimizer optimizer : {Optimizer::lbfgs, Optimizer::adam}) {
    Request request = OnCard::request(96, 64);
    request.settings.optimizer = optimizer;
    request.selection = half(96, 64);
    request.settings.color = Color::original;
    request.settings.color_amount = 0.5;
    const Result processor = painting(request, Device::cpu);
    const Result card = painting(request, Device::cuda);
    EXPECT_NEAR(card.losses.total / processor.losses.total, 1, 0.02);
    EXPECT_THAT(card.plan, testing::StartsWith("cuda ("));
    EXPECT_THAT(processor.plan, testing::StartsWith("cpu, "));
  }
}

TEST_F(OnCard, SameRequestGivesTheSameBytes) {
  for (const Precision precision : {Precision::float32, Precision::bfloat16}) {
    Request request = OnCard::request(96, 64);
    request.settings.precision = precision;
    const Image first = painting(request, Device::cuda).picture;
    const Image second = painting(request, Device::cuda).picture;
    EXPECT_TRUE(std::ranges::equal(first.samples(), second.samples()));
  }
}

TEST_F(OnCard, InTilesItPaintsTheSamePicture) {
  Request request = OnCard::request(700, 500);
  request.settings.scales = 1;
  request.settings.evaluations = 3;
  const Result whole = painting(request, Device::cuda);
  EXPECT_THAT(whole.plan, testing::Not(testing::HasSubstr("half targets")));
  request.settings.memory_limit = 800;
  const Result tiled = painting(request, Device::cuda);
  EXPECT_THAT(tiled.plan, testing::HasSubstr("half targets"));
  EXPECT_NEAR(tiled.losses.total / whole.losses.total, 1, 0.01);
}

/// Lets the card's memory run out where the network has seen some layers, so many times.
class Shortage : public Observer {
 public:
  Shortage(int after, int times) : after_(after), times_(times) {}

  Wish wish() override {
    if (times_ > 0 && ++asked_ % after_ == 0) {
      --times_;
      throw c10::OutOfMemoryError({"test", __FILE__, __LINE__}, "CUDA out of memory.");
    }
    return Wish::go_on;
  }
  void begin_scale(const Scale& /*scale*/) override { ++scales; }
  void progress(const Progress& progress) override { fractions.push_back(progress.fraction); }

  int scales = 0;
  std::vector<double> fractions;

 private:
  int after_;
  int times_;
  int asked_ = 0;
};

TEST_F(OnCard, WhereMemoryRunsOutItGoesOnWithLess) {
  for (const Optimizer optimizer : {Optimizer::lbfgs, Optimizer::adam}) {
    Request request = OnCard::request(120, 80);
    request.settings.optimizer = optimizer;
    request.settings.scales = 2;
    Shortage never(1000, 0);
    const Result whole = painting(request, Device::cuda, never);
    EXPECT_THAT(whole.warnings, testing::IsEmpty());
    // Within the targets, and within an evaluation of either scale.
    for (const int after : {5, 60, 330}) {
      Shortage shortage(after, 1);
      const Result painted = painting(request, Device::cuda, shortage);
      EXPECT_THAT(painted.warnings, testing::ElementsAre(testing::HasSubstr("graphics card's memory was not enough")));
      EXPECT_NE(painted.plan, whole.plan);
      EXPECT_EQ(painted.evaluations, whole.evaluations);
      EXPECT_EQ(shortage.scales, 2);
      EXPECT_TRUE(std::ranges::is_sorted(shortage.fractions));
      EXPECT_LT(painted.losses.total, 1.5 * whole.losses.total) << after;
    }
  }
}

TEST_F(OnCard, WhereNoMemoryIsEnoughItSaysSo) {
  Shortage always(20, 1000);
  try {
    painting(request(120, 80), Device::cuda, always);
    FAIL() << "was painted";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("MiB may be used"));
  }
}

TEST_F(OnCard, OtherFailuresStayWhatTheyAre) {
  class Broken : public Observer {
   public:
    Wish wish() override { throw c10::Error({"test", __FILE__, __LINE__}, "an illegal memory access"); }
  } broken;
  EXPECT_THROW(painting(request(96, 64), Device::cuda, broken), c10::Error);
}

TEST_F(OnCard, StoppingKeepsTheBestPicture) {
  class Stops : public Observer {
   public:
    Wish wish() override { return evaluations >= 4 ? Wish::stop : Wish::go_on; }
    void evaluated(const Evaluation& /*evaluation*/) override { ++evaluations; }
    bool wants_preview(const Evaluation& /*evaluation*/) override { return true; }
    void preview(const Image& picture, const Evaluation& /*evaluation*/) override { seen = picture; }
    int evaluations = 0;
    Image seen;
  };
  for (const Optimizer optimizer : {Optimizer::lbfgs, Optimizer::adam}) {
    Request request = OnCard::request(96, 64);
    request.settings.scales = 1;
    request.settings.optimizer = optimizer;
    Stops stops;
    const Result result = painting(request, Device::cuda, stops);
    EXPECT_TRUE(result.stopped);
    EXPECT_EQ(result.evaluations, 4);
    EXPECT_TRUE(std::ranges::equal(result.picture.samples(), stops.seen.samples()));
  }
}

/// Writes the state at a rest, and is gone as a process that crashes is; on request with a shortage of memory before.
class Crashes : public Shortage {
 public:
  struct Crash {};

  Crashes(std::filesystem::path file, int at, int shortage_after = 1, int shortages = 0)
      : Shortage(shortage_after, shortages), file_(std::move(file)), at_(at) {}

  void evaluated(const Evaluation& /*evaluation*/) override {
    if (written_) {
      throw Crash{};
    }
  }
  bool wants_state() override { return ++rests_ == at_; }
  void state(const RunState& state) override {
    state.write(file_);
    written_ = true;
  }

 private:
  std::filesystem::path file_;
  int at_;
  int rests_ = 0;
  bool written_ = false;
};

class ResumedOnCard : public OnCard {
 protected:
  static void crash(Request request, Crashes crashes) {
    request.settings.device = Device::cuda;
    KeptNetwork kept;
    EXPECT_THROW(run_stylize(request, {}, crashes, kept), Crashes::Crash);
  }

  /// On the device that the checkpoint says, whatever the settings do.
  [[nodiscard]] Result resumed(Request request, Observer& observer) const {
    request.settings.device = Device::cpu;
    KeptNetwork kept;
    return run_stylize(request, file(), observer, kept);
  }
  [[nodiscard]] Result resumed(const Request& request) const {
    Observer nobody;
    return resumed(request, nobody);
  }

  void expect_same_picture(const Request& request, const char* plan, const std::vector<int>& rests = {1, 4}) {
    const Result whole = painting(request, Device::cuda);
    EXPECT_THAT(whole.plan, testing::HasSubstr(plan));
    for (const int rest : rests) {
      crash(request, Crashes(file(), rest));
      const Result result = resumed(request);
      EXPECT_EQ(result.plan, whole.plan);
      EXPECT_EQ(result.evaluations, whole.evaluations);
      EXPECT_EQ(result.losses.total, whole.losses.total);
      EXPECT_TRUE(result.picture == whole.picture) << "rest " << rest;
    }
  }

  [[nodiscard]] std::filesystem::path file() const { return folder_ / "run.checkpoint"; }

 private:
  TemporaryFolder folder_;
};

TEST_F(ResumedOnCard, SamePicture) {
  for (const Optimizer optimizer : {Optimizer::lbfgs, Optimizer::adam}) {
    Request request = OnCard::request(96, 64);
    request.settings.optimizer = optimizer;
    expect_same_picture(request, "cuda (");
  }
}

TEST_F(ResumedOnCard, SamePictureWithHalfPairs) {
  Request request = OnCard::request(700, 500);
  request.settings.model = "draft";  // several runs of a size that takes tiles
  request.settings.scales = 1;
  request.settings.evaluations = 5;
  request.settings.memory_limit = 500;
  expect_same_picture(request, "half pairs", {3});
}

TEST_F(ResumedOnCard, AfterAShortageItGoesOnAsTheRunDid) {
  for (const Optimizer optimizer : {Optimizer::lbfgs, Optimizer::adam}) {
    Request request = OnCard::request(120, 80);
    request.settings.optimizer = optimizer;
    request.settings.scales = 1;
    Shortage shortage(60, 1);
    const Result whole = painting(request, Device::cuda, shortage);
    ASSERT_THAT(whole.warnings, testing::SizeIs(1));
    crash(request, Crashes(file(), 3, 60, 1));
    const Result result = resumed(request);
    EXPECT_EQ(result.plan, whole.plan);
    EXPECT_EQ(result.evaluations, whole.evaluations);
    EXPECT_TRUE(result.picture == whole.picture);
  }
}

TEST_F(ResumedOnCard, WhereMemoryRunsOutItGoesOnWithLess) {
  Request request = OnCard::request(120, 80);
  request.settings.scales = 1;
  const Result whole = painting(request, Device::cuda);
  crash(request, Crashes(file(), 2));
  Shortage shortage(5, 1);
  const Result result = resumed(request, shortage);
  EXPECT_THAT(result.warnings, testing::SizeIs(1));
  EXPECT_EQ(result.evaluations, whole.evaluations);
  EXPECT_LT(result.losses.total, 1.5 * whole.losses.total);
}

TEST_F(OnCard, ItsPaceIsMeasured) {
  Settings settings;
  settings.device = Device::cuda;
  const Plan plan = make_plan(usual_sizes(300, 200), settings, std::size_t{1} << 34U, cuda::card());
  KeptNetwork kept;
  const Pace pace = run_pace(settings, plan, kept);
  EXPECT_GT(pace.forward, 0);
  EXPECT_GT(pace.history_byte, 0);
  EXPECT_GT(seconds_at(pace, plan), 0);
}

}  // namespace
}  // namespace neural_style
