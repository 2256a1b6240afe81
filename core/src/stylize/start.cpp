#include "stylize/start.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <opencv2/imgproc.hpp>
#include <random>

#include "picture/mat.hpp"
#include "picture/resample.hpp"

namespace neural_style {
namespace {

/// Standard deviation, in pixels, of the blur that divides an octave's detail from what is below it.
constexpr double octave = 1;

/// Likewise of the blur that takes the sharpest grain off the noise, which the eye would still see afterwards.
constexpr double grain = 0.6;

/// Uniform in -1..1, the same with every standard library.
float uniform(std::mt19937_64& random) {
  return static_cast<float>(2 * (static_cast<double>(random() >> 11U) * 0x1p-53) - 1);
}

Image blurred(const Image& picture, double deviation) {
  Image result(picture.width(), picture.height());
  cv::GaussianBlur(mat(picture), mat(result), {0, 0}, deviation, 0, cv::BORDER_REFLECT);
  return result;
}

/// The finest octave of `picture`, in levels around 0.
Planes detail(const Image& picture) {
  Planes planes = planes_of(picture);
  const Planes below = planes_of(blurred(picture, octave));
  for (std::size_t i = 0; i < planes.size(); ++i) {
    planes[i] -= below[i];
  }
  return planes;
}

double root_mean_square(const Planes& planes) {
  double sum = 0;
  for (const float value : planes) {
    sum += static_cast<double>(value) * static_cast<double>(value);
  }
  return std::sqrt(sum / static_cast<double>(planes.size()));
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

double detail_level(const Image& picture) { return root_mean_square(detail(picture)); }

Planes finer_start(const Image& painting, const Image& content, double noise_level, std::int64_t seed) {
  Image noise(content.width(), content.height());
  std::mt19937_64 random(static_cast<std::uint64_t>(seed));
  for (float& sample : noise.samples()) {
    sample = uniform(random);
  }
  const Planes grains = planes_of(blurred(noise, grain));
  const double level = root_mean_square(grains);
  const auto factor = static_cast<float>(level > 0 ? noise_level / level : 0);

  Planes planes = planes_of(blurred(resample(painting, content.width(), content.height()), octave));
  const Planes content_detail = detail(content);
  for (std::size_t i = 0; i < planes.size(); ++i) {
    planes[i] += content_detail[i] + factor * grains[i];
  }
  return planes;
}

}  // namespace neural_style
