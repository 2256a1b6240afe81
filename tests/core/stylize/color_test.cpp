// Whose colours a painting has: whole runs with the real network, small.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "neural_style/image_file.hpp"
#include "neural_style/stylize.hpp"
#include "picture/oklab.hpp"
#include "picture/resample.hpp"
#include "stylize/style_colors.hpp"
#include "support/pictures.hpp"

namespace neural_style {
namespace {

Image demo(const char* name, int width, int height) {
  return resample(read_image(std::string(NEURAL_STYLE_SOURCE "/demo/") + name), width, height);
}

Request request(Color color, double amount = 1) {
  Request request;
  request.content = demo("chelsea.png", 96, 64);
  request.styles.push_back({demo("street_in_auvers.png", 90, 70), 1});
  request.settings.evaluations = 15;
  request.settings.coarse_evaluations = 15;
  request.settings.color = color;
  request.settings.color_amount = amount;
  return request;
}

Image painted(const Request& request) {
  Observer nobody;
  return stylize(request, nobody).picture;
}

ColorStatistics colors(const Image& picture) {
  return color_statistics({std::make_shared<const Image>(picture), {}, 1},
                          [](const cv::Vec3d& color) { return color; });
}

double mean_chroma(const Image& picture) {
  double sum = 0;
  for (std::size_t i = 0; i < picture.samples().size(); i += 4) {
    const Oklab color = oklab(picture.samples().subspan(i, 3));
    sum += std::hypot(color.a, color.b);
  }
  return sum / (static_cast<double>(picture.width()) * picture.height());
}

/// Largest difference between a or b of two pictures.
float color_difference(const Image& one, const Image& other) {
  float largest = 0;
  for (std::size_t i = 0; i < one.samples().size(); i += 4) {
    const Oklab color = oklab(one.samples().subspan(i, 3));
    const Oklab wanted = oklab(other.samples().subspan(i, 3));
    largest = std::max({largest, std::abs(color.a - wanted.a), std::abs(color.b - wanted.b)});
  }
  return largest;
}

double mean_error(const Image& picture, const Image& wanted) {
  return cv::norm(colors(picture).moments.mean - colors(wanted).moments.mean);
}

double covariance_error(const Image& picture, const Image& wanted) {
  return cv::norm(colors(picture).moments.covariance - colors(wanted).moments.covariance);
}

/// Earth mover's distance between the values of each axis, summed.
double distribution_error(const Image& picture, const Image& wanted) {
  const ColorStatistics found = colors(picture);
  const ColorStatistics to = colors(wanted);
  double distance = 0;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    double difference = 0;
    for (std::size_t bin = 0; bin < Distribution::bins; ++bin) {
      difference += found.axes.at(axis).share(bin) - to.axes.at(axis).share(bin);
      distance += std::abs(difference) * Distribution::bin_width;
    }
  }
  return distance;
}

ChannelMoments lightness(const Image& picture) {
  return colors(picture).axes[0].moments([](double value) { return value; });
}

/// Far from the ends of the range, so that its colours fit whatever light is painted.
Image pale(Image image) {
  for (std::size_t i = 0; i < image.samples().size(); ++i) {
    image.samples()[i] = i % 4 == 3 ? 1.0F : 0.4F + 0.2F * image.samples()[i];
  }
  return image;
}

double root_mean_square(const Image& one, const Image& other) {
  double squares = 0;
  for (std::size_t i = 0; i < one.samples().size(); ++i) {
    squares += std::pow(255 * (one.samples()[i] - other.samples()[i]), 2);
  }
  return std::sqrt(squares / static_cast<double>(one.samples().size()));
}

class Recorder : public Observer {
 public:
  void evaluated(const Evaluation& evaluation) override { losses.push_back(evaluation.loss); }
  Wish wish() override { return losses.size() >= stop_after ? Wish::stop : Wish::go_on; }
  bool wants_preview(const Evaluation& /*evaluation*/) override { return true; }
  void preview(const Image& picture, const Evaluation& /*evaluation*/) override { previews.push_back(picture); }

  std::vector<double> losses;
  std::vector<Image> previews;
  std::size_t stop_after = std::numeric_limits<std::size_t>::max();
};

TEST(Color, OriginalKeepsTheMeanChroma) {
  const Request own = request(Color::original);
  EXPECT_NEAR(mean_chroma(painted(own)) / mean_chroma(own.content), 1, 0.03);
  EXPECT_GT(mean_chroma(painted(request(Color::style))) / mean_chroma(own.content), 1.3);
}

TEST(Color, OriginalKeepsEachPixelsColor) {
  Request own = request(Color::original);
  own.content = pale(own.content);
  Recorder recorder;
  const Result result = stylize(own, recorder);
  EXPECT_LT(color_difference(result.picture, own.content), 1e-3F);
  EXPECT_LT(color_difference(recorder.previews.front(), own.content), 1e-3F);
  EXPECT_GT(root_mean_square(result.picture, own.content), 2) << "light and dark are painted";
  EXPECT_LT(result.losses.total, 0.7 * recorder.losses.front());
  EXPECT_NEAR(evaluate(result.picture, own).total / result.losses.total, 1, 1e-3);
  own.settings.color = Color::style;
  EXPECT_GT(color_difference(painted(own), own.content), 0.05F);
}

TEST(Color, OriginalKeepsTheContrastOfLightAndDark) {
  const Request own = request(Color::original);
  const ChannelMoments wanted = lightness(own.content);
  const ChannelMoments found = lightness(painted(own));
  EXPECT_NEAR(found.mean, wanted.mean, 0.03);
  EXPECT_NEAR(found.deviation / wanted.deviation, 1, 0.15);
  const ChannelMoments of_style = lightness(painted(request(Color::style)));
  EXPECT_GT(std::abs(of_style.deviation / wanted.deviation - 1), 0.3);
}

TEST(Color, OriginalStaysSharpWhereItWasStopped) {
  for (const double amount : {0.6, 1.0}) {
    Request own = request(Color::original, amount);
    own.content = pale(demo("chelsea.png", 200, 133));
    Recorder recorder;
    recorder.stop_after = 2;  // at the first of two scales
    const Result result = stylize(own, recorder);
    EXPECT_TRUE(result.stopped);
    ASSERT_EQ(result.picture.width(), 200);
    // What is missing of it was painted, and is as blurred as that.
    const Image blurred = resample(resample(own.content, 128, 85), 200, 133);
    const float lost = color_difference(blurred, own.content);
    EXPECT_LT(color_difference(result.picture, own.content), amount < 1 ? 0.1F + lost : 1e-3F);
  }
}

TEST(Color, LinearBringsMeanAndCovarianceToTheContents) {
  const Request own = request(Color::linear);
  const Image result = painted(own);
  const Image with_styles = painted(request(Color::style));
  EXPECT_LT(mean_error(result, own.content), 0.5 * mean_error(with_styles, own.content));
  EXPECT_LT(covariance_error(result, own.content), 0.5 * covariance_error(with_styles, own.content));
}

TEST(Color, HistogramBringsTheDistributionToTheContents) {
  const Request own = request(Color::histogram);
  const Image result = painted(own);
  EXPECT_LT(distribution_error(result, own.content),
            0.5 * distribution_error(painted(request(Color::style)), own.content));
  EXPECT_LT(mean_error(result, own.content), 0.5 * mean_error(painted(request(Color::style)), own.content));
}

// Chroma itself may be least in between, where hues that are opposites mix.
TEST(Color, AmountGoesFromTheStylesColorsToTheContents) {
  const Image content = request(Color::style).content;
  for (const Color color : {Color::original, Color::linear, Color::histogram}) {
    EXPECT_EQ(painted(request(color, 0)), painted(request(Color::style)));
    double error = std::numeric_limits<double>::max();
    for (const double amount : {0.0, 0.5, 1.0}) {
      const Image picture = painted(request(color, amount));
      EXPECT_LT(mean_error(picture, content), 0.8 * error) << amount;
      error = mean_error(picture, content);
    }
    EXPECT_LT(mean_chroma(painted(request(color))), mean_chroma(painted(request(Color::style))));
  }
}

// At 1 light and dark alone are painted, below it a remainder of colour with them: nobody is to see the difference.
TEST(Color, NothingJumpsWhereAllOriginalColorsStay) {
  const Image all = painted(request(Color::original));
  EXPECT_LT(root_mean_square(painted(request(Color::original, 0.99)), all), 3);
  EXPECT_GT(root_mean_square(painted(request(Color::original, 0.5)), all), 6);
}

TEST(Color, EvaluatesAndGoesOnWithEveryAmount) {
  for (const double amount : {0.5, 1.0}) {
    Request own = request(Color::original, amount);
    own.content = pale(own.content);
    Observer nobody;
    const Result first = stylize(own, nobody);
    EXPECT_NEAR(evaluate(first.picture, own).total / first.losses.total, 1, 2e-3) << amount;
    own.start = first.picture;
    Recorder recorder;
    EXPECT_LT(stylize(own, recorder).losses.total, first.losses.total);
    EXPECT_NEAR(recorder.losses.front() / first.losses.total, 1, 2e-3) << amount;
  }
}

}  // namespace
}  // namespace neural_style
