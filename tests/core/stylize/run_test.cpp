// Whole runs with the real network, small.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <limits>
#include <span>
#include <vector>

#include "neural_style/image_file.hpp"
#include "neural_style/stylize.hpp"
#include "picture/resample.hpp"

namespace neural_style {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

const Image& photograph() {
  static const Image image = resample(read_image(NEURAL_STYLE_SOURCE "/demo/chelsea.png"), 72, 48);
  return image;
}

const Image& painting() {
  static const Image image = resample(read_image(NEURAL_STYLE_SOURCE "/demo/street_in_auvers.png"), 90, 70);
  return image;
}

Request request() {
  Request request;
  request.content = photograph();
  request.styles.push_back({painting(), 1});
  request.settings.evaluations = 6;
  request.settings.coarse_evaluations = 8;
  return request;
}

class Recorder : public Observer {
 public:
  void begin_scale(const Scale& scale) override { scales.push_back(scale); }
  void evaluated(const Evaluation& evaluation) override { evaluations.push_back(evaluation); }
  void progress(const Progress& progress) override { fractions.push_back(progress.fraction); }
  Wish wish() override { return static_cast<int>(evaluations.size()) >= stop_after ? then : Wish::go_on; }
  bool wants_preview(const Evaluation& /*evaluation*/) override { return true; }
  void preview(const Image& picture, const Evaluation& /*evaluation*/) override { previews.push_back(picture); }

  std::vector<Scale> scales;
  std::vector<Evaluation> evaluations;
  std::vector<double> fractions;
  std::vector<Image> previews;
  int stop_after = std::numeric_limits<int>::max();
  Wish then = Wish::stop;
};

TEST(Stylize, LowersTheLossAndReportsIt) {
  Recorder recorder;
  Request longer = request();
  longer.settings.evaluations = 20;
  const Result result = stylize(longer, recorder);
  EXPECT_EQ(result.picture.width(), 72);
  EXPECT_EQ(result.picture.height(), 48);
  EXPECT_EQ(result.evaluations, static_cast<int>(recorder.evaluations.size()));
  EXPECT_LT(result.losses.total, 0.5 * recorder.evaluations.front().loss);
  EXPECT_TRUE(std::ranges::is_sorted(recorder.fractions));
  EXPECT_DOUBLE_EQ(recorder.fractions.back(), 1);
  EXPECT_FALSE(result.stopped);
  EXPECT_FALSE(recorder.previews.empty());
  // What is reported is what the picture has (its levels were clipped, not rounded).
  EXPECT_NEAR(evaluate(result.picture, longer).total / result.losses.total, 1, 1e-3);
}

TEST(Stylize, EndsWhereThePictureNoLongerChangesVisibly) {
  Recorder recorder;
  Request endless = request();
  endless.settings.evaluations = 5000;
  endless.settings.precision = Precision::float32;  // bfloat16 ends sooner, where it cannot tell better from worse
  const Result result = stylize(endless, recorder);
  EXPECT_LT(result.evaluations, 2500);
  EXPECT_FALSE(result.stopped);
  EXPECT_DOUBLE_EQ(recorder.fractions.back(), 1);
  ASSERT_GT(recorder.previews.size(), 100U);
  const std::span<const float> last = recorder.previews.back().samples();
  const std::span<const float> before = recorder.previews[recorder.previews.size() - 11].samples();
  double squares = 0;
  for (std::size_t i = 0; i < last.size(); ++i) {
    squares += std::pow(255 * (last[i] - before[i]), 2);
  }
  EXPECT_LT(std::sqrt(squares / static_cast<double>(last.size())), 2);
}

TEST(Stylize, SameRequestSameBytes) {
  Observer nobody;
  Request twice = request();
  twice.content = resample(photograph(), 200, 133);  // two scales, so that the seeding between them is part of it
  twice.settings.evaluations = 3;
  twice.settings.coarse_evaluations = 4;
  const Image first = stylize(twice, nobody).picture;
  EXPECT_EQ(first, stylize(twice, nobody).picture);
  twice.settings.seed = 2;
  EXPECT_NE(first, stylize(twice, nobody).picture);
}

TEST(Stylize, StopKeepsTheBestSoFar) {
  Recorder recorder;
  recorder.stop_after = 4;
  const Result result = stylize(request(), recorder);
  EXPECT_TRUE(result.stopped);
  EXPECT_EQ(result.evaluations, 4);
  EXPECT_EQ(result.picture.width(), 72);
  double best = recorder.evaluations[0].loss;
  for (const Evaluation& evaluation : recorder.evaluations) {
    best = std::min(best, evaluation.loss);
  }
  EXPECT_DOUBLE_EQ(result.losses.total, best);
}

TEST(Stylize, StopBeforeTheFirstEvaluationGivesTheContent) {
  Recorder recorder;
  recorder.stop_after = 0;
  const Result result = stylize(request(), recorder);
  EXPECT_TRUE(result.stopped);
  for (std::size_t i = 0; i < result.picture.samples().size(); ++i) {
    EXPECT_NEAR(result.picture.samples()[i], photograph().samples()[i], 1e-5F);
  }
}

TEST(Stylize, GoesOnFromAResult) {
  Observer nobody;
  Request more = request();
  more.content = resample(read_image(NEURAL_STYLE_SOURCE "/demo/chelsea.png"), 200, 133);  // two scales
  const Result first = stylize(more, nobody);
  more.start = first.picture;
  Recorder recorder;
  const Result second = stylize(more, recorder);
  ASSERT_THAT(recorder.scales, SizeIs(1));
  EXPECT_EQ(recorder.scales.front().width, 200);
  EXPECT_NEAR(recorder.evaluations.front().loss / first.losses.total, 1, 1e-3) << "it begins where the first ended";
  EXPECT_LT(second.losses.total, 0.98 * first.losses.total);
}

TEST(Stylize, StopBeforeTheFirstEvaluationGivesThePictureToGoOnFrom) {
  Request more = request();
  more.start = resample(painting(), 72, 48);
  for (const int evaluations : {0, 1}) {
    Recorder recorder;
    recorder.stop_after = evaluations;
    const Result result = stylize(more, recorder);
    EXPECT_TRUE(result.stopped);
    for (std::size_t i = 0; i < result.picture.samples().size(); ++i) {
      ASSERT_NEAR(result.picture.samples()[i], more.start.samples()[i], 1e-5F);
    }
  }
}

TEST(Stylize, CancelKeepsNothing) {
  Recorder recorder;
  recorder.stop_after = 2;
  recorder.then = Wish::cancel;
  EXPECT_THROW(stylize(request(), recorder), Cancelled);
}

TEST(Stylize, ExceptionsOfTheObserverReachTheCaller) {
  struct Mine {};
  class Thrower : public Observer {
    void evaluated(const Evaluation& /*evaluation*/) override { throw Mine{}; }
  };
  Thrower thrower;
  EXPECT_THROW(stylize(request(), thrower), Mine);
}

/// Two scales.
Request coarse_and_fine() {
  Request two = request();
  two.content = resample(photograph(), 200, 133);
  two.settings.evaluations = 3;
  two.settings.coarse_evaluations = 4;
  return two;
}

TEST(Stylize, BeginsEachScaleOfTheForecastOnce) {
  Recorder recorder;
  const Request two = coarse_and_fine();
  stylize(two, recorder);
  const std::vector<Scale> expected = forecast(200, 133, two.settings).scales;
  ASSERT_THAT(recorder.scales, SizeIs(expected.size()));
  ASSERT_THAT(expected, SizeIs(2));
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(recorder.scales[i].width, expected[i].width);
    EXPECT_EQ(recorder.scales[i].height, expected[i].height);
    EXPECT_EQ(recorder.scales[i].evaluations, expected[i].evaluations);
  }
}

TEST(Stylize, TellsWhatIsLeftBeforeItMayBeHeldBack) {
  class Looks : public Observer {
   public:
    void progress(const Progress& progress) override { latest = progress; }
    void begin_scale(const Scale& /*scale*/) override { known.push_back(latest.seconds_left.has_value()); }
    Progress latest;
    std::vector<bool> known;
  } observer;
  stylize(coarse_and_fine(), observer);
  EXPECT_THAT(observer.known, testing::ElementsAre(false, true));
}

/// Changes its wish while it is asked to begin the second scale.
class EndsBetweenScales : public Recorder {
 public:
  explicit EndsBetweenScales(Wish wish) { then = wish; }
  void begin_scale(const Scale& scale) override {
    Recorder::begin_scale(scale);
    if (scales.size() == 2) {
      stop_after = 0;
    }
  }
};

TEST(Stylize, StopBetweenScalesKeepsTheCoarserOne) {
  EndsBetweenScales observer(Wish::stop);
  const Result result = stylize(coarse_and_fine(), observer);
  EXPECT_TRUE(result.stopped);
  EXPECT_EQ(result.evaluations, 4);
  EXPECT_EQ(result.picture.width(), 200);
  EXPECT_DOUBLE_EQ(result.losses.total, std::ranges::min(observer.evaluations, {}, &Evaluation::loss).loss);
  // The coarse painting, enlarged, and not the photograph.
  const Image enlarged = resample(observer.previews.back(), 200, 133);
  for (std::size_t i = 0; i < enlarged.samples().size(); ++i) {
    ASSERT_NEAR(result.picture.samples()[i], enlarged.samples()[i], 1e-5F);
  }
}

TEST(Stylize, CancelBetweenScalesKeepsNothing) {
  EndsBetweenScales observer(Wish::cancel);
  EXPECT_THROW(stylize(coarse_and_fine(), observer), Cancelled);
  EXPECT_THAT(observer.evaluations, SizeIs(4));
}

TEST(Stylize, BeginScaleMayThrow) {
  class Thrower : public Observer {
    void begin_scale(const Scale& /*scale*/) override { throw Cancelled(); }
  };
  Thrower thrower;
  EXPECT_THROW(stylize(request(), thrower), Cancelled);
}

TEST(Stylize, TinyPicturesWork) {
  Observer nobody;
  for (const auto& [width, height] : {std::pair{1, 1}, {40, 3}, {2, 33}}) {
    Request tiny = request();
    tiny.content = resample(photograph(), width, height);
    tiny.settings.evaluations = 3;
    const Result result = stylize(tiny, nobody);
    EXPECT_EQ(result.picture.width(), width);
    EXPECT_EQ(result.picture.height(), height);
    EXPECT_TRUE(std::isfinite(result.losses.total));
  }
}

TEST(Stylize, OnlySelectedAndOpaquePixelsChange) {
  Observer nobody;
  Request partly = request();
  partly.selection = Mask(72, 48);
  for (int y = 10; y < 40; ++y) {
    std::fill_n(partly.selection.row(y).begin() + 20, 40, 1.0F);
  }
  partly.content.row(20)[4 * 30 + 3] = 0;
  const Image result = stylize(partly, nobody).picture;
  double changed = 0;
  for (int y = 0; y < 48; ++y) {
    for (int x = 0; x < 72; ++x) {
      const bool free = y >= 10 && y < 40 && x >= 20 && x < 60 && !(x == 30 && y == 20);
      for (int channel = 0; channel < 3; ++channel) {
        const std::size_t i = 4 * static_cast<std::size_t>(x) + static_cast<std::size_t>(channel);
        const double change = std::abs(result.row(y)[i] - partly.content.row(y)[i]);
        if (free) {
          changed += change;
        } else if (x != 30 || y != 20) {
          EXPECT_LT(change, 1e-5) << x << ' ' << y;
        }
      }
    }
  }
  EXPECT_EQ(result.row(20)[4 * 30 + 3], 0);
  EXPECT_GT(changed / (30 * 40 * 3), 0.02);
}

TEST(Stylize, SizeThatDoesNotFitIsRefusedBeforeAnythingStarts) {
  const auto refusal = [](const Request& large) {
    Recorder recorder;
    try {
      stylize(large, recorder);
    } catch (const Error& error) {
      EXPECT_THAT(recorder.evaluations, SizeIs(0));
      return std::string(error.what());
    }
    return std::string();
  };
  Request large = request();
  large.settings.memory_limit = 100;
  EXPECT_THAT(refusal(large), HasSubstr("No size would fit"));
  large.settings.memory_limit = 4000;
  large.settings.size = {Size::Kind::long_side, 60000, 0};
  EXPECT_THAT(refusal(large), HasSubstr("Choose a smaller size: a long side of up to "));
}

// Tiles, targets in float16 and a history in float16 spare memory and change what nobody sees.
TEST(Stylize, LittleMemoryGivesTheSamePicture) {
  Observer nobody;
  Request whole = request();
  whole.content = resample(photograph(), 640, 480);
  whole.settings.scales = 1;
  whole.settings.evaluations = 4;
  Request sparing = whole;
  const Forecast all = forecast(640, 480, whole.settings);
  sparing.settings.memory_limit = static_cast<std::int64_t>(all.peak_memory * 9 / 10 >> 20U);
  const Result result = stylize(whole, nobody);
  const Result spared = stylize(sparing, nobody);
  EXPECT_THAT(spared.plan, testing::AllOf(HasSubstr("/2x"), HasSubstr("half targets"), HasSubstr("half pairs")));
  EXPECT_THAT(result.plan, testing::Not(HasSubstr("half")));
  double difference = 0;
  for (std::size_t i = 0; i < result.picture.samples().size(); ++i) {
    difference += std::abs(result.picture.samples()[i] - spared.picture.samples()[i]);
  }
  EXPECT_LT(difference / static_cast<double>(result.picture.samples().size()), 0.5 / 255);
  EXPECT_EQ(spared.picture, stylize(sparing, nobody).picture);
}

TEST(Stylize, TutorialPresetRunsItsOwnWay) {
  Recorder recorder;
  Request tutorial = request();
  tutorial.settings = preset("tutorial").settings;
  tutorial.settings.evaluations = 3;
  const Result result = stylize(tutorial, recorder);
  EXPECT_EQ(result.picture.width(), 400);
  EXPECT_EQ(result.picture.height(), 300);
  EXPECT_EQ(result.evaluations, 3);
  EXPECT_THAT(result.plan, HasSubstr("float32"));
  EXPECT_LT(result.losses.total, recorder.evaluations.back().loss);
}

TEST(Evaluate, AgreesWithTheReferenceOfAnIndependentImplementation) {
  const std::filesystem::path folder = NEURAL_STYLE_SHARED "/reference";
  if (!std::filesystem::exists(folder / "tutorial_losses.json")) {
    GTEST_SKIP() << "needs the reference data";
  }
  Request tutorial;
  tutorial.content = read_image(folder / "content.png");
  tutorial.styles.push_back({read_image(folder / "style.png"), 1});
  tutorial.settings = preset("tutorial").settings;
  const Losses losses = evaluate(read_image(folder / "picture.png"), tutorial);
  // tutorial_losses.json, computed in double precision
  EXPECT_NEAR(losses.content / 26657.96458829661, 1, 1e-4);
  EXPECT_NEAR(losses.style / 18347287.272188038, 1, 1e-4);
  EXPECT_NEAR(losses.total / 1834862017.0417454, 1, 1e-4);
}

}  // namespace
}  // namespace neural_style
