#include "stylize/seamless.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "objective/tiles.hpp"

namespace neural_style {
namespace {

/// How far the pixel `from_border` pixels from its border is its own: from 1/2 to 1, without a kink at either end.
float own_share(int from_border, int band) {
  const float t = (static_cast<float>(from_border) + 0.5F) / static_cast<float>(band);
  return 0.5F + 0.5F * t * t * (3 - 2 * t);
}

/// Both of two mirrored pixels, of which each keeps that share.
void blend(std::span<float> one, std::span<float> other, float share) {
  for (std::size_t channel = 0; channel < one.size(); ++channel) {
    const float a = one[channel];
    const float b = other[channel];
    one[channel] = share * a + (1 - share) * b;
    other[channel] = share * b + (1 - share) * a;
  }
}

/// The part of `width` by `height` pixels of the picture that begins `columns` and `rows` before it; what lies beyond
/// it comes from its other end.
Image part_of(const Image& picture, int columns, int rows, int width, int height) {
  Image part(width, height);
  for (int y = 0; y < height; ++y) {
    const std::span<const float> from = picture.row((y - rows + picture.height()) % picture.height());
    const std::span<float> to = part.row(y);
    for (int x = 0; x < width; ++x) {
      const int column = (x - columns + picture.width()) % picture.width();
      std::ranges::copy(from.subspan(static_cast<std::size_t>(column) * Image::channels, Image::channels),
                        to.begin() + static_cast<std::ptrdiff_t>(x) * Image::channels);
    }
  }
  return part;
}

}  // namespace

Image with_ends(const Image& picture, int columns, int rows) {
  return part_of(picture, columns, rows, picture.width() + 2 * columns, picture.height() + 2 * rows);
}

Image without_ends(const Image& picture, int columns, int rows) {
  return part_of(picture, -columns, -rows, picture.width() - 2 * columns, picture.height() - 2 * rows);
}

void blend_ends(Image& picture, Seamless seamless) {
  constexpr int part = 8;
  constexpr std::size_t channels = 3;  // alpha says what counts, and stays
  const auto pixel = [&](int x, int y) {
    return picture.row(y).subspan(static_cast<std::size_t>(x) * Image::channels, channels);
  };
  const int width = picture.width();
  const int height = picture.height();
  if (goes_round_x(seamless)) {
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width / part; ++x) {
        blend(pixel(x, y), pixel(width - 1 - x, y), own_share(x, width / part));
      }
    }
  }
  if (goes_round_y(seamless)) {
    for (int y = 0; y < height / part; ++y) {
      for (int x = 0; x < width; ++x) {
        blend(pixel(x, y), pixel(x, height - 1 - y), own_share(y, height / part));
      }
    }
  }
}

}  // namespace neural_style
