#include "stylize/start.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <opencv2/imgproc.hpp>
#include <random>
#include <span>
#include <tuple>
#include <utility>

#include "objective/tiles.hpp"
#include "picture/mat.hpp"
#include "picture/resample.hpp"

namespace neural_style {
namespace {

constexpr double levels = 255;

/// Standard deviation, in pixels, of the blur that divides an octave's detail from what is below it.
constexpr double octave = 1;

/// Likewise of the blur that takes the sharpest grain off the noise, which the eye would still see afterwards.
constexpr double grain = 0.6;

/// Uniform in -1..1, the same with every standard library.
float uniform(std::mt19937_64& random) {
  return static_cast<float>(2 * (static_cast<double>(random() >> 11U) * 0x1p-53) - 1);
}

void blur(Mask& channel, double deviation, Seamless seamless) {
  cv::Mat values = mat(channel);
  if (seamless == Seamless::none) {
    cv::GaussianBlur(values, values, {0, 0}, deviation, 0, cv::BORDER_REFLECT);
    return;
  }
  // OpenCV's filters do not go round, but its borders do.
  constexpr int reach = 8;
  const int x = goes_round_x(seamless) ? reach : 0;
  const int y = goes_round_y(seamless) ? reach : 0;
  cv::Mat framed;
  cv::copyMakeBorder(values, framed, y, y, x, x, cv::BORDER_WRAP);
  cv::GaussianBlur(framed, framed, {0, 0}, deviation, 0, cv::BORDER_REFLECT);
  framed(cv::Rect(x, y, values.cols, values.rows)).copyTo(values);
}

/// One colour of `picture`: the work goes channel by channel, since a whole picture or two beside it could be more than
/// there is memory for.
Mask channel_of(const Image& picture, std::size_t channel) {
  Mask result(picture.width(), picture.height());
  const std::span<const float> from = picture.samples();
  const std::span<float> to = result.samples();
  for (std::size_t i = 0; i < to.size(); ++i) {
    to[i] = from[i * Image::channels + channel];
  }
  return result;
}

/// The finest octave of a colour of `picture`, around 0.
Mask detail(const Image& picture, std::size_t channel, Seamless seamless) {
  Mask fine = channel_of(picture, channel);
  Mask below = fine;
  blur(below, octave, seamless);
  for (std::size_t i = 0; i < fine.samples().size(); ++i) {
    fine.samples()[i] -= below.samples()[i];
  }
  return fine;
}

double sum_of_squares(const Mask& values) {
  double sum = 0;
  for (const float value : values.samples()) {
    sum += static_cast<double>(value) * static_cast<double>(value);
  }
  return sum;
}

/// Noise without its sharpest grain, and how strong it is: its root mean square.
std::pair<Mask, double> grains(int width, int height, Seamless seamless, std::mt19937_64& random) {
  Mask noise(width, height);
  for (float& sample : noise.samples()) {
    sample = uniform(random);
  }
  blur(noise, grain, seamless);
  const double level = std::sqrt(sum_of_squares(noise) / static_cast<double>(noise.samples().size()));
  return {std::move(noise), level};
}

/// to += factor * values
void add(const Mask& values, double factor, std::span<float> to) {
  const auto rounded = static_cast<float>(factor);
  for (std::size_t i = 0; i < to.size(); ++i) {
    to[i] += rounded * values.samples()[i];
  }
}

}  // namespace

Planes first_start(const Image& content, double noise, std::int64_t seed) {
  Planes planes = planes_of(content);
  if (noise <= 0) {
    return planes;
  }
  constexpr std::array<float, 3> mean_rgb = {123.68F, 116.779F, 103.939F};
  constexpr float amplitude = 20;
  std::mt19937_64 random(static_cast<std::uint64_t>(seed));
  const auto mix = static_cast<float>(noise);
  const std::size_t pixels = planes.size() / 3;
  for (std::size_t i = 0; i < planes.size(); ++i) {
    const float level = amplitude * uniform(random);
    const float mean = mean_rgb[i / pixels];
    planes[i] = mean + mix * level + (1 - mix) * (planes[i] - mean);
  }
  return planes;
}

double detail_level(const Image& picture) {
  double sum = 0;
  for (std::size_t channel = 0; channel < 3; ++channel) {
    sum += sum_of_squares(detail(picture, channel, Seamless::none));
  }
  return levels * std::sqrt(sum / 3 / (static_cast<double>(picture.width()) * picture.height()));
}

Planes finer_start(const Image& painting, const Image& content, const Seeding& seeding) {
  std::mt19937_64 random(static_cast<std::uint64_t>(seeding.seed));
  Mask gray_noise;
  double gray_level = 0;
  if (seeding.noise_color < 1) {
    std::mt19937_64 other(~static_cast<std::uint64_t>(seeding.seed));
    std::tie(gray_noise, gray_level) = grains(content.width(), content.height(), seeding.seamless, other);
  }
  const std::size_t pixels = content.samples().size() / Image::channels;
  Planes planes(3 * pixels);
  for (std::size_t channel = 0; channel < 3; ++channel) {
    const std::span<float> to(planes.data() + channel * pixels, pixels);
    {
      Mask enlarged = resample(channel_of(painting, channel), content.width(), content.height());
      blur(enlarged, octave, seeding.seamless);
      add(enlarged, levels, to);
    }
    if (seeding.content_detail) {
      add(detail(content, channel, seeding.seamless), levels, to);
    }
    const auto [noise, level] = grains(content.width(), content.height(), seeding.seamless, random);
    add(noise, level > 0 ? seeding.noise_color * seeding.noise_level / level : 0, to);
    if (gray_level > 0) {
      // Three channels of noise have a third of their variance in common with each other's mean.
      const double share = std::sqrt((1 - seeding.noise_color * seeding.noise_color) / 3);
      add(gray_noise, share * seeding.noise_level / gray_level, to);
    }
  }
  return planes;
}

}  // namespace neural_style
