#include "stylize/own_colors.hpp"

#include <cstddef>
#include <span>
#include <utility>

#include "picture/oklab.hpp"

namespace neural_style {
namespace {

/// a and b of `picture` += share · those of `content`
Image add_colors(Image picture, const Image& content, float share) {
  const std::span<float> samples = picture.samples();
  const std::span<const float> own = content.samples();
  for (std::size_t i = 0; i < samples.size(); i += Image::channels) {
    const Oklab from = oklab(own.subspan(i, 3));
    const std::span<float> pixel = samples.subspan(i, 3);
    const Oklab color = oklab(pixel);
    set_color(pixel, {color.lightness, color.a + share * from.a, color.b + share * from.b});
  }
  return picture;
}

Image gray(Image picture) {
  const std::span<float> samples = picture.samples();
  for (std::size_t i = 0; i < samples.size(); i += Image::channels) {
    const std::span<float> pixel = samples.subspan(i, 3);
    set_color(pixel, {oklab(pixel).lightness, 0, 0});
  }
  return picture;
}

}  // namespace

double amount_of_own_colors(const Settings& settings) {
  return settings.color == Color::original ? settings.color_amount : 0;
}

Image without_own_colors(Image picture, const Image& content, double amount) {
  return amount >= 1 ? gray(std::move(picture)) : add_colors(std::move(picture), content, -static_cast<float>(amount));
}

Image with_own_colors(Image painted, const Image& content, double amount) {
  return add_colors(std::move(painted), content, static_cast<float>(amount));
}

void scale_colors(Planes& planes, double factor) {
  const auto scale = static_cast<float>(factor);
  const std::size_t pixels = planes.size() / 3;
  for (std::size_t i = 0; i < pixels; ++i) {
    const float mean = (planes[i] + planes[pixels + i] + planes[2 * pixels + i]) / 3;
    for (std::size_t at = i; at < planes.size(); at += pixels) {
      planes[at] = mean + scale * (planes[at] - mean);
    }
  }
}

}  // namespace neural_style
