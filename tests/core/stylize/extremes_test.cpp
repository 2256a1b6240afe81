// Pictures that leave the method little to go by: of one colour, black, white, tiny, equal. With the real network.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "neural_style/image_file.hpp"
#include "neural_style/stylize.hpp"
#include "picture/resample.hpp"
#include "stylize/machine.hpp"
#include "support/pictures.hpp"

namespace neural_style {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Records : public Observer {
 public:
  void evaluated(const Evaluation& evaluation) override { evaluations.push_back(evaluation); }
  std::vector<Evaluation> evaluations;
};

Image photograph(int width = 48, int height = 36) {
  return resample(read_image(NEURAL_STYLE_SOURCE "/demo/chelsea.png"), width, height);
}

Image painting() { return resample(read_image(NEURAL_STYLE_SOURCE "/demo/street_in_auvers.png"), 50, 40); }

struct Way {
  const char* name;
  const char* preset;
  const char* settings;
  double bound = 1e-3;  // of what is said of the loss, as a part of it
  double trifle = 0;    // and so much more, where losses are of the order of 1
};

void PrintTo(const Way& way, std::ostream* out) { *out << way.name; }

class Extremes : public testing::TestWithParam<Way> {
 protected:
  void SetUp() override {
    if (settings().precision == Precision::bfloat16 && !multiplies_bfloat16()) {
      GTEST_SKIP() << "LibTorch's own operators would take minutes";
    }
  }

  static Settings settings() {
    Settings settings = preset(GetParam().preset).settings;
    set_settings(settings, std::string("evaluations=5 coarse_evaluations=5 size=full ") + GetParam().settings);
    return settings;
  }

  /// Paints, and looks at all that comes of it.
  static void expect_sound(const Image& content, const Image& style, const std::string& what) {
    SCOPED_TRACE(what);
    Request request;
    request.content = content;
    request.styles.push_back({style, 1});
    request.settings = settings();
    Records records;
    const Result result = stylize(request, records);
    for (const Evaluation& evaluation : records.evaluations) {
      ASSERT_TRUE(std::isfinite(evaluation.loss)) << evaluation.evaluation;
      ASSERT_GE(evaluation.loss, 0);
    }
    for (const float sample : result.picture.samples()) {
      ASSERT_TRUE(sample >= 0 && sample <= 1) << sample;
    }
    ASSERT_THAT(result.losses.style_by_layer,
                testing::Each(testing::Field(&std::pair<std::string, double>::second, testing::Ge(0))));
    // What is said of the picture is so: its losses are those that evaluate() finds.
    const double scale = std::max(result.losses.total, records.evaluations.front().loss);
    EXPECT_NEAR(evaluate(result.picture, request).total, result.losses.total,
                GetParam().bound * scale + GetParam().trifle);
    if (request.settings.optimizer == Optimizer::lbfgs) {
      double lowest = std::numeric_limits<double>::infinity();
      for (const Evaluation& evaluation : records.evaluations) {
        lowest = std::min(lowest, evaluation.loss);
      }
      EXPECT_EQ(result.losses.total, lowest);
    }
  }
};

INSTANTIATE_TEST_SUITE_P(
    Ways, Extremes,
    testing::Values(Way{"automatic", "default", ""}, Way{"float32", "default", "precision=float32"},
                    Way{"bfloat16", "default", "precision=bfloat16"}, Way{"tutorial", "tutorial", ""},
                    Way{"moments", "default", "statistics=moments"},
                    Way{"wasserstein", "default", "statistics=wasserstein evaluations=3"},
                    Way{"max_pooling", "default", "pooling=max padding=zeros"},
                    // What sRGB lacks of the sum of light and color is cut off, which changes the picture a little. In
                    // one of one color bfloat16 makes more of that, rounding everywhere alike: red, painted, 1.3e-3, in
                    // float32 1e-4. Where there is nothing to paint, the loss of a gray in gray is nothing but that.
                    Way{"original_color", "default", "color=original", 3e-3, 1e-5},
                    Way{"linear_color", "default", "color=linear"},
                    Way{"histogram_color", "default", "color=histogram"}, Way{"seamless", "default", "seamless=both"},
                    Way{"draft", "default", "model=draft"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(Extremes, PicturesOfOneColor) {
  const Image black = constant(48, 36, 0, 0, 0);
  const Image white = constant(40, 50, 1, 1, 1);
  const Image red = constant(48, 36, 1, 0, 0);
  const Image gray = constant(48, 36, 0.5F, 0.5F, 0.5F);
  expect_sound(black, painting(), "black, painted");
  expect_sound(white, painting(), "white, painted");
  expect_sound(red, painting(), "red, painted");
  expect_sound(photograph(), black, "in black");
  expect_sound(photograph(), white, "in white");
  expect_sound(photograph(), red, "in red");
  expect_sound(black, white, "black in white");
  expect_sound(white, black, "white in black");
  expect_sound(red, gray, "red in gray");
  expect_sound(black, black, "black in black");
  expect_sound(gray, gray, "gray in gray");
}

TEST_P(Extremes, TheStyleIsTheContent) { expect_sound(photograph(), photograph(), "the same"); }

TEST_P(Extremes, TinyPictures) {
  expect_sound(photograph(1, 1), painting(), "a pixel");
  expect_sound(photograph(3, 2), photograph(1, 1), "a pixel as style");
  expect_sound(photograph(40, 1), painting(), "a row");
  expect_sound(photograph(1, 40), photograph(1, 7), "a column");
}

/// There is nothing to gain, so nothing may be said to have been gained.
TEST(ExtremesOfLosses, NothingFallsWhereNothingCan) {
  Request request;
  request.content = constant(48, 36, 0.5F, 0.5F, 0.5F);
  request.styles.push_back({request.content, 1});
  request.settings.precision = Precision::float32;
  Records records;
  const Result result = stylize(request, records);
  EXPECT_LT(records.evaluations.front().loss, 1e-8);
  EXPECT_LE(largest_difference(result.picture, request.content), 1.0F / 255);
}

TEST(ExtremesOfValues, NotANumberAndInfinityAreToldOfAndHarmless) {
  constexpr float nan = std::numeric_limits<float>::quiet_NaN();
  constexpr float infinity = std::numeric_limits<float>::infinity();
  Request odd;
  odd.content = photograph();
  odd.styles.push_back({painting(), 1});
  odd.settings.evaluations = 4;
  Request even = odd;
  odd.content.row(4)[40] = nan;
  odd.content.row(5)[41] = infinity;
  odd.content.row(6)[42] = -infinity;
  odd.styles[0].image.row(7)[20] = nan;
  even.content.row(4)[40] = 0;
  even.content.row(5)[41] = 1;
  even.content.row(6)[42] = 0;
  even.styles[0].image.row(7)[20] = 0;
  Observer nobody;
  const Result result = stylize(odd, nobody);
  EXPECT_THAT(result.warnings,
              ElementsAre(HasSubstr("content picture holds values that are not numbers (1); they were taken as 0"),
                          HasSubstr("content picture holds values outside 0 to 1 (2)"),
                          HasSubstr("style picture holds values that are not numbers (1)")));
  EXPECT_EQ(result.picture, stylize(even, nobody).picture);
}

/// Of every accepted picture, not of the last alone. Where the content keeps a part of its colors, what sRGB lacks of
/// their sum is cut off, which changes the picture by as much as the bound is wider.
TEST(LossesOfTheLog, AreWhatEvaluateSaysOfThatPicture) {
  class Keeps : public Observer {
   public:
    bool wants_preview(const Evaluation& /*evaluation*/) override { return true; }
    void preview(const Image& picture, const Evaluation& evaluation) override {
      pictures.push_back(picture);
      losses.push_back(evaluation.loss);
    }
    std::vector<Image> pictures;
    std::vector<double> losses;
  };
  using Bound = std::pair<std::string, double>;
  for (const auto& [settings, bound] :
       {Bound{"", 1e-3}, Bound{"precision=float32", 1e-3}, Bound{"statistics=moments", 1e-3},
        Bound{"color=original color_amount=0.5", 0.01}}) {
    Request request;
    request.content = photograph(96, 72);
    request.styles.push_back({painting(), 1});
    set_settings(request.settings, "evaluations=12 scales=1 " + settings);
    Keeps keeps;
    stylize(request, keeps);
    ASSERT_GT(keeps.pictures.size(), 5U);
    Request exactly = request;
    exactly.settings.precision = Precision::float32;
    for (std::size_t i = 0; i < keeps.pictures.size(); ++i) {
      EXPECT_NEAR(evaluate(keeps.pictures[i], request).total / keeps.losses[i], 1, bound) << settings << ' ' << i;
      EXPECT_NEAR(evaluate(keeps.pictures[i], exactly).total / keeps.losses[i], 1, 0.03) << settings << ' ' << i;
    }
  }
}

}  // namespace
}  // namespace neural_style
