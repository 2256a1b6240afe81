#include "stylize/planes.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

namespace neural_style {
namespace {

constexpr float levels = 255;

}  // namespace

Planes planes_of(const Image& picture) {
  const std::span<const float> samples = picture.samples();
  const std::size_t pixels = samples.size() / Image::channels;
  Planes planes(3 * pixels);
  for (std::size_t i = 0; i < pixels; ++i) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
      planes[channel * pixels + i] = levels * samples[i * Image::channels + channel];
    }
  }
  return planes;
}

Image picture_of(const Planes& planes, const Image& alpha_from) {
  Image picture = alpha_from;
  const std::span<float> samples = picture.samples();
  const std::size_t pixels = samples.size() / Image::channels;
  for (std::size_t i = 0; i < pixels; ++i) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
      samples[i * Image::channels + channel] = std::clamp(planes[channel * pixels + i] / levels, 0.0F, 1.0F);
    }
  }
  return picture;
}

}  // namespace neural_style
