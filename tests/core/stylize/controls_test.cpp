// The artist's controls, each on the real network: that it does what it says.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "neural_style/image_file.hpp"
#include "neural_style/stylize.hpp"
#include "picture/resample.hpp"
#include "support/seam.hpp"

namespace neural_style {
namespace {

constexpr int width = 112;
constexpr int height = 80;

const Image& photograph() {
  static const Image image = resample(read_image(NEURAL_STYLE_SOURCE "/demo/chelsea.png"), width, height);
  return image;
}

const Image& wave() {
  static const Image image = resample(read_image(NEURAL_STYLE_SOURCE "/demo/great_wave.png"), 120, 80);
  return image;
}

const Image& street() {
  static const Image image = resample(read_image(NEURAL_STYLE_SOURCE "/demo/street_in_auvers.png"), 110, 90);
  return image;
}

Request request(const std::vector<Style>& styles) {
  Request request;
  request.content = photograph();
  request.styles = styles;
  request.settings.scales = 1;
  request.settings.evaluations = 25;
  return request;
}

Image painted(const Request& request) {
  Observer nobody;
  return stylize(request, nobody).picture;
}

/// 1 in the left half, or in the right one.
Mask half(bool left) {
  Mask mask(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      mask.row(y)[static_cast<std::size_t>(x)] = (x < width / 2) == left ? 1.0F : 0.0F;
    }
  }
  return mask;
}

/// How far what is selected of the picture is from a style.
double distance(const Image& picture, const Image& style, const Mask& selection = {}) {
  Request judged = request({{style}});
  judged.selection = selection;
  return evaluate(picture, judged).style;
}

/// Of a part of the photograph, how far the picture's is from it.
double content_distance(const Image& picture, bool left) {
  const auto part = [&](const Image& whole) {
    Image cut(width / 2, height);
    for (int y = 0; y < height; ++y) {
      const auto row = whole.row(y).subspan(left ? 0 : cut.row(y).size(), cut.row(y).size());
      std::copy(row.begin(), row.end(), cut.row(y).begin());
    }
    return cut;
  };
  Request judged = request({{wave()}});
  judged.content = part(photograph());
  return evaluate(part(picture), judged).content;
}

TEST(Controls, EachRegionTakesItsOwnStyle) {
  Request guided = request({{wave(), 1, {}, 1}, {street(), 1, {}, 2}});
  guided.regions = {half(true), half(false)};
  const Image picture = painted(guided);
  EXPECT_LT(distance(picture, wave(), half(true)), 0.5 * distance(picture, street(), half(true)));
  EXPECT_LT(distance(picture, street(), half(false)), 0.5 * distance(picture, wave(), half(false)));
}

TEST(Controls, WhatNoRegionTakesIsForTheStyleWithoutOne) {
  Request guided = request({{wave(), 1, {}, 1}, {street()}});
  guided.regions = {half(true)};
  const Image picture = painted(guided);
  EXPECT_LT(distance(picture, wave(), half(true)), 0.5 * distance(picture, street(), half(true)));
  EXPECT_LT(distance(picture, street(), half(false)), 0.5 * distance(picture, wave(), half(false)));
}

TEST(Controls, OfAMaskedStyleOnlyThatPartCounts) {
  // The wave's upper part is pale sky.
  Mask sky(120, 80);
  for (int y = 0; y < 24; ++y) {
    for (float& value : sky.row(y)) {
      value = 1;
    }
  }
  Request masked = request({{wave(), 1, sky}});
  const auto to_sky = [&](const Image& picture) { return evaluate(picture, masked).style; };
  EXPECT_LT(to_sky(painted(masked)), 0.5 * to_sky(painted(request({{wave()}}))));
}

TEST(Controls, BlendGoesSmoothlyFromOneStyleToTheOther) {
  std::vector<double> to_wave;
  std::vector<double> to_street;
  for (const double share : {0.05, 0.35, 0.65, 0.95}) {
    const Image picture = painted(request({{wave(), 1 - share}, {street(), share}}));
    to_wave.push_back(distance(picture, wave()));
    to_street.push_back(distance(picture, street()));
  }
  for (std::size_t i = 1; i < to_wave.size(); ++i) {
    EXPECT_GT(to_wave[i], to_wave[i - 1]);
    EXPECT_LT(to_street[i], to_street[i - 1]);
  }
}

TEST(Controls, KeepKeepsShapesWhereItSaysSo) {
  Request free = request({{wave()}});
  free.settings.strength = 0.8;
  Request keeping = free;
  keeping.keep = half(true);
  const Image without = painted(free);
  const Image with = painted(keeping);
  EXPECT_LT(content_distance(with, true), 0.6 * content_distance(without, true));
  EXPECT_GT(content_distance(with, false), 0.8 * content_distance(without, false));
  // All of it is kept where all is white.
  keeping.keep = Mask(width, height);
  for (float& value : keeping.keep.samples()) {
    value = 1;
  }
  EXPECT_LT(content_distance(painted(keeping), false), 0.75 * content_distance(without, false));
}

TEST(Controls, StatisticsAreWhatComesNear) {
  // The Wasserstein distance takes long where there are many channels.
  const auto asked = [](Statistics statistics) {
    Request by = request({{street()}});
    by.settings.style_layers = {{"conv1_1", 1}, {"conv2_1", 1}, {"conv3_1", 1}};
    by.settings.statistics = statistics;
    return by;
  };
  const auto painted_by = [&](Statistics statistics) { return painted(asked(statistics)); };
  const Image by_gram = painted_by(Statistics::gram);
  for (const Statistics statistics : {Statistics::moments, Statistics::wasserstein}) {
    const auto far = [&](const Image& picture) { return evaluate(picture, asked(statistics)).style; };
    EXPECT_LT(far(painted_by(statistics)), far(by_gram)) << static_cast<int>(statistics);
    EXPECT_LT(far(painted_by(statistics)), 0.5 * far(photograph())) << static_cast<int>(statistics);
  }
}

TEST(Controls, StrengthGivesUpContent) {
  double before = 0;
  for (const double strength : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    Request asked = request({{street()}});
    asked.settings.strength = strength;
    asked.settings.evaluations = 60;
    const double content = evaluate(painted(asked), asked).content;
    EXPECT_GT(content, 1.05 * before) << strength;
    before = content;
  }
}

/// Strength of what is finer than two pixels against all of the picture's detail.
double fineness(const Image& picture) {
  const Image smooth =
      resample(resample(picture, picture.width() / 2, picture.height() / 2), picture.width(), picture.height());
  const Image flat =
      resample(resample(picture, picture.width() / 16, picture.height() / 16), picture.width(), picture.height());
  double fine = 0;
  double all = 0;
  for (std::size_t i = 0; i < picture.samples().size(); ++i) {
    fine += std::pow(picture.samples()[i] - smooth.samples()[i], 2);
    all += std::pow(picture.samples()[i] - flat.samples()[i], 2);
  }
  return fine / all;
}

TEST(Controls, StyleScaleMakesStrokesLarger) {
  double before = 1;
  for (const double scale : {0.5, 1.0, 2.0}) {
    Request asked = request({{street()}});
    asked.settings.strength = 1;
    asked.settings.noise = 1;
    asked.settings.style_scale = scale;
    const double fine = fineness(painted(asked));
    EXPECT_LT(fine, 0.9 * before) << scale;
    before = fine;
  }
}

TEST(Controls, SeamlessPaintingsShowNoSeam) {
  Request asked = request({{street()}});
  // Dark on the left, light on the right: its ends do not fit.
  for (int y = 0; y < height; ++y) {
    const std::span<float> row = asked.content.row(y);
    for (std::size_t i = 0; i < row.size(); ++i) {
      row[i] = i % 4 == 3 ? 1 : 0.7F * row[i] * static_cast<float>(i) / static_cast<float>(row.size()) + 0.1F;
    }
  }
  const Seam torn = seam_of_columns(painted(asked));
  EXPECT_GT(torn.ends, 2 * torn.everywhere);
  asked.settings.seamless = Seamless::horizontal;
  asked.settings.scales = 2;
  asked.settings.coarse_evaluations = 25;
  const Seam whole = seam_of_columns(painted(asked));
  EXPECT_LT(whole.ends, 1.25 * whole.everywhere);
}

TEST(Controls, TexturesKnowNoContent) {
  const auto opaque = [](Image image) {
    for (std::size_t i = 3; i < image.samples().size(); i += 4) {
      image.samples()[i] = 1;  // which resampling has rounded
    }
    return image;
  };
  Request texture = request({{street()}});
  texture.content = opaque(photograph());
  texture.settings.content_weight = 0;
  texture.settings.noise = 1;
  texture.settings.scales = 2;
  texture.settings.coarse_evaluations = 40;
  const Image picture = painted(texture);
  EXPECT_LT(distance(picture, street()), 0.4 * distance(photograph(), street()));
  texture.content = opaque(resample(wave(), width, height));
  EXPECT_EQ(painted(texture), picture);
}

}  // namespace
}  // namespace neural_style
