// How well a picture's left and right ends fit.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>

#include "neural_style/image.hpp"

namespace neural_style {

/// Mean difference of neighboring columns, where the picture's ends meet and everywhere.
struct Seam {
  double ends = 0;
  double everywhere = 0;
};

inline Seam seam_of_columns(const Image& picture) {
  const auto step = [&](int x) {
    double sum = 0;
    for (int y = 0; y < picture.height(); ++y) {
      const std::span<const float> row = picture.row(y);
      const auto at = [&](int column, std::size_t channel) {
        return row[static_cast<std::size_t>(column % picture.width()) * 4 + channel];
      };
      for (std::size_t channel = 0; channel < 3; ++channel) {
        sum += std::abs(at(x, channel) - at(x + 1, channel));
      }
    }
    return sum / picture.height() / 3;
  };
  Seam seam;
  seam.ends = step(picture.width() - 1);
  for (int x = 0; x + 1 < picture.width(); ++x) {
    seam.everywhere += step(x) / (picture.width() - 1);
  }
  return seam;
}

}  // namespace neural_style
