// Pictures to test with.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "neural_style/image.hpp"

namespace neural_style {

inline Image constant(int width, int height, float red, float green, float blue, float alpha = 1) {
  Image picture(width, height);
  const auto samples = picture.samples();
  for (std::size_t i = 0; i < samples.size(); i += 4) {
    samples[i] = red;
    samples[i + 1] = green;
    samples[i + 2] = blue;
    samples[i + 3] = alpha;
  }
  return picture;
}

/// Smooth in all channels, no two of them alike; opaque.
inline Image gradient(int width, int height) {
  Image picture(width, height);
  for (int y = 0; y < height; ++y) {
    const auto row = picture.row(y);
    for (int x = 0; x < width; ++x) {
      const auto pixel = static_cast<std::size_t>(x) * 4;
      const float across = (static_cast<float>(x) + 0.5F) / static_cast<float>(width);
      const float down = (static_cast<float>(y) + 0.5F) / static_cast<float>(height);
      row[pixel] = across;
      row[pixel + 1] = down;
      row[pixel + 2] = (2 + across - 2 * down) / 4;
      row[pixel + 3] = 1;
    }
  }
  return picture;
}

/// `picture`, its alpha falling from 1 at the left to 0 at the right.
inline Image fading(Image picture) {
  for (int y = 0; y < picture.height(); ++y) {
    const auto row = picture.row(y);
    for (int x = 0; x < picture.width(); ++x) {
      const auto last = static_cast<float>(std::max(1, picture.width() - 1));
      row[static_cast<std::size_t>(x) * 4 + 3] = 1 - static_cast<float>(x) / last;
    }
  }
  return picture;
}

/// `width` x `height` pixels of `picture` from (left, top) on.
inline Image cropped(const Image& picture, int left, int top, int width, int height) {
  Image result(width, height);
  for (int y = 0; y < height; ++y) {
    const auto row =
        picture.row(top + y).subspan(static_cast<std::size_t>(left) * 4, static_cast<std::size_t>(width) * 4);
    std::copy(row.begin(), row.end(), result.row(y).begin());
  }
  return result;
}

/// Lays `patch` over `picture` from (left, top) on.
inline void paste(const Image& patch, int left, int top, Image& picture) {
  for (int y = 0; y < patch.height(); ++y) {
    const auto row = patch.row(y);
    std::copy(row.begin(), row.end(), picture.row(top + y).begin() + static_cast<std::ptrdiff_t>(left) * 4);
  }
}

/// The largest difference of two samples; huge if the sizes differ.
inline float largest_difference(const Image& a, const Image& b) {
  if (a.width() != b.width() || a.height() != b.height()) {
    return 1e9F;
  }
  float largest = 0;
  for (std::size_t i = 0; i < a.samples().size(); ++i) {
    largest = std::max(largest, std::abs(a.samples()[i] - b.samples()[i]));
  }
  return largest;
}

/// The mean difference of two samples, in levels of 255, of opaque pictures of one size: alpha, which is the same, does
/// not count.
inline double mean_levels(const Image& a, const Image& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.samples().size(); ++i) {
    sum += 255 * std::abs(a.samples()[i] - b.samples()[i]);
  }
  return sum / (0.75 * static_cast<double>(a.samples().size()));
}

}  // namespace neural_style
