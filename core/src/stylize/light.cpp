#include "stylize/light.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <memory>
#include <span>

namespace neural_style {
namespace {

constexpr float levels = 255;

float luma(float red, float green, float blue) { return 0.2126F * red + 0.7152F * green + 0.0722F * blue; }

float luma(std::span<const float> pixel) { return luma(pixel[0], pixel[1], pixel[2]); }

struct Distribution {
  double mean = 0;
  double deviation = 0;
};

/// Of the luma of what counts.
Distribution distribution(const CleanPicture& picture) {
  const std::span<const float> samples = picture.image->samples();
  const std::span<const float> weights = picture.weight.samples();
  double count = 0;
  double sum = 0;
  double squares = 0;
  for (std::size_t i = 0; i < samples.size() / Image::channels; ++i) {
    const double weight = weights.empty() ? 1 : weights[i];
    const double value = luma(samples.subspan(i * Image::channels, Image::channels));
    count += weight;
    sum += weight * value;
    squares += weight * value * value;
  }
  const double mean = sum / count;
  return {mean, std::sqrt(std::max(0.0, squares / count - mean * mean))};
}

/// The largest share of a colour's difference from its luma, up to all of it, that keeps luma + share · difference
/// within 0..1.
float share_within(float luma, float difference) {
  const float room = difference > 0 ? 1 - luma : luma;
  return std::abs(difference) <= room ? 1 : room / std::abs(difference);
}

}  // namespace

void to_gray(Planes& planes) {
  const std::size_t pixels = planes.size() / 3;
  for (std::size_t i = 0; i < pixels; ++i) {
    const float value = luma(planes[i], planes[pixels + i], planes[2 * pixels + i]);
    planes[i] = planes[pixels + i] = planes[2 * pixels + i] = value;
  }
}

void to_gray_gradient(Planes& gradient) {
  const std::size_t pixels = gradient.size() / 3;
  for (std::size_t i = 0; i < pixels; ++i) {
    const float mean = (gradient[i] + gradient[pixels + i] + gradient[2 * pixels + i]) / 3;
    gradient[i] = gradient[pixels + i] = gradient[2 * pixels + i] = mean;
  }
}

CleanPicture gray_style(const CleanPicture& style, const CleanPicture& content) {
  const Distribution from = distribution(style);
  const Distribution to = distribution(content);
  const double factor = from.deviation > 0 ? to.deviation / from.deviation : 1;
  auto gray = std::make_shared<Image>(*style.image);
  const std::span<float> samples = gray->samples();
  for (std::size_t i = 0; i < samples.size(); i += Image::channels) {
    const double value = factor * (luma(samples.subspan(i, Image::channels)) - from.mean) + to.mean;
    std::fill_n(samples.begin() + static_cast<std::ptrdiff_t>(i), 3, static_cast<float>(std::clamp(value, 0.0, 1.0)));
  }
  return {std::move(gray), style.weight, style.share};
}

Image with_luma_of(const Planes& gray, Image picture) {
  const std::span<float> samples = picture.samples();
  const std::size_t pixels = gray.size() / 3;
  for (std::size_t i = 0; i < pixels; ++i) {
    const std::span<float> pixel = samples.subspan(i * Image::channels, 3);
    const float painted = std::clamp(gray[i] / levels, 0.0F, 1.0F);
    const float own = luma(pixel);
    const std::array<float, 3> difference = {pixel[0] - own, pixel[1] - own, pixel[2] - own};
    const float share = std::min({share_within(painted, difference[0]), share_within(painted, difference[1]),
                                  share_within(painted, difference[2])});
    for (std::size_t channel = 0; channel < 3; ++channel) {
      pixel[channel] = std::clamp(painted + share * difference.at(channel), 0.0F, 1.0F);
    }
  }
  return picture;
}

}  // namespace neural_style
