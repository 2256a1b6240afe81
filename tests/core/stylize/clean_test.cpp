// That the default's painting is clean: what neural style is infamous for, measured against the style picture.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

#include "neural_style/image_file.hpp"
#include "neural_style/stylize.hpp"
#include "picture/resample.hpp"
#include "support/pictures.hpp"

namespace neural_style {
namespace {

constexpr int side = 192;

const Image& style() {
  static const Image image = resample(read_image(NEURAL_STYLE_SOURCE "/demo/street_in_auvers.png"), side, side);
  return image;
}

const Image& painting() {
  static const Image image = [] {
    Request request;
    request.content = resample(read_image(NEURAL_STYLE_SOURCE "/demo/astronaut.png"), side, side);
    request.styles = {{style()}};
    Observer nobody;
    return stylize(request, nobody).picture;
  }();
  return image;
}

float light(const Image& picture, int x, int y) {
  const auto pixel = picture.row(y).subspan(static_cast<std::size_t>(x) * Image::channels, 3);
  return (pixel[0] + pixel[1] + pixel[2]) / 3;
}

/// A number for each pixel, or for each but the outermost.
using Values = std::vector<double>;

double root_mean_square(const Values& values) {
  double sum = 0;
  for (const double value : values) {
    sum += value * value;
  }
  return std::sqrt(sum / static_cast<double>(values.size()));
}

/// Light minus the mean of the four pixels beside, where `counts` says so.
template <class Counts>
double roughness(const Image& picture, const Counts& counts) {
  Values found;
  for (int y = 1; y < picture.height() - 1; ++y) {
    for (int x = 1; x < picture.width() - 1; ++x) {
      if (counts(x, y)) {
        const float beside =
            light(picture, x - 1, y) + light(picture, x + 1, y) + light(picture, x, y - 1) + light(picture, x, y + 1);
        found.push_back(light(picture, x, y) - beside / 4);
      }
    }
  }
  return root_mean_square(found);
}

constexpr auto everywhere = [](int, int) { return true; };

/// How much of a picture changes diagonally from pixel to pixel, as the fields of a chess board do, against what
/// changes along and across.
double checkers(const Image& picture) {
  Values diagonal;
  Values straight;
  for (int y = 0; y + 1 < picture.height(); ++y) {
    for (int x = 0; x + 1 < picture.width(); ++x) {
      const float a = light(picture, x, y);
      const float b = light(picture, x + 1, y);
      const float c = light(picture, x, y + 1);
      const float d = light(picture, x + 1, y + 1);
      diagonal.push_back(a - b - c + d);
      straight.push_back(a + b - c - d);
      straight.push_back(a - b + c - d);
    }
  }
  return root_mean_square(diagonal) / root_mean_square(straight);
}

/// Of each pixel.
Values lights_of(const Image& picture) {
  Values lights;
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      lights.push_back(light(picture, x, y));
    }
  }
  return lights;
}

/// The light that this share of the pixels stays below.
double quantile(const Image& picture, double share) {
  Values lights = lights_of(picture);
  std::ranges::sort(lights);
  return lights.at(static_cast<std::size_t>(share * static_cast<double>(lights.size() - 1)));
}

double mean_chroma(const Image& picture) {
  double sum = 0;
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      const auto pixel = picture.row(y).subspan(static_cast<std::size_t>(x) * Image::channels, 3);
      sum += std::ranges::max(pixel) - std::ranges::min(pixel);
    }
  }
  return sum / (picture.width() * picture.height());
}

/// Share of the samples that are as dark or as light as can be.
double clipped(const Image& picture) {
  std::size_t count = 0;
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      const auto pixel = picture.row(y).subspan(static_cast<std::size_t>(x) * Image::channels, 3);
      count += static_cast<std::size_t>(std::ranges::count_if(pixel, [](float v) { return v <= 0 || v >= 1; }));
    }
  }
  return static_cast<double>(count) / (3.0 * picture.width() * picture.height());
}

double mean_light(const Image& picture) {
  const Values lights = lights_of(picture);
  return std::accumulate(lights.begin(), lights.end(), 0.0) / static_cast<double>(lights.size());
}

TEST(CleanPicture, HasNoHaze) {
  const auto range = [](const Image& picture) { return quantile(picture, 0.99) - quantile(picture, 0.01); };
  EXPECT_GT(range(painting()), 0.9 * range(style()));
  EXPECT_GT(mean_chroma(painting()), 0.9 * mean_chroma(style()));
}

TEST(CleanPicture, IsNotClipped) { EXPECT_LT(clipped(painting()), clipped(style()) + 0.01); }

TEST(CleanPicture, HasNoGrain) { EXPECT_LT(roughness(painting(), everywhere), 1.1 * roughness(style(), everywhere)); }

TEST(CleanPicture, HasNoCheckers) {
  EXPECT_LT(checkers(painting()), 1.1 * checkers(style()));
  // Nor is it rougher at some places of the grids that the network pools on.
  for (const int grid : {2, 4}) {
    Values rough;
    for (int place = 0; place < grid * grid; ++place) {
      rough.push_back(roughness(painting(), [&](int x, int y) { return x % grid + y % grid * grid == place; }));
    }
    EXPECT_LT(std::ranges::max(rough), 1.15 * std::ranges::min(rough)) << grid;
  }
}

TEST(CleanPicture, IsAsLivelyAndLightAtItsBorders) {
  constexpr int border = 8;
  const auto at_border = [](int x, int y) { return std::min({x, y, side - 1 - x, side - 1 - y}) < border; };
  const double middle = roughness(painting(), [&](int x, int y) { return !at_border(x, y); });
  EXPECT_GT(roughness(painting(), at_border), 0.75 * middle);
  EXPECT_LT(roughness(painting(), at_border), 1.33 * middle);
  const Image inner = cropped(painting(), border, border, side - 2 * border, side - 2 * border);
  EXPECT_NEAR(mean_light(painting()), mean_light(inner), 0.02);
}

}  // namespace
}  // namespace neural_style
