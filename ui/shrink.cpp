// See shrink.hpp.
#include "ui/shrink.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace neural_style::ui {

Image shrink(const Image& picture, int side) {
  const int n = (std::max(picture.width(), picture.height()) + side - 1) / side;
  if (n <= 1) {
    return picture;
  }
  Image small((picture.width() + n - 1) / n, (picture.height() + n - 1) / n);
  for (int y = 0; y < small.height(); ++y) {
    const int rows = std::min(n, picture.height() - y * n);
    for (int x = 0; x < small.width(); ++x) {
      const int columns = std::min(n, picture.width() - x * n);
      float alpha = 0;
      std::array<float, 3> colour{};
      for (int dy = 0; dy < rows; ++dy) {
        const auto row = picture.row(y * n + dy).subspan(static_cast<std::size_t>(x * n) * 4);
        for (int dx = 0; dx < columns; ++dx) {
          const auto pixel = row.subspan(static_cast<std::size_t>(dx) * 4, 4);
          alpha += pixel[3];
          for (std::size_t c = 0; c < 3; ++c) {
            colour[c] += pixel[c] * pixel[3];
          }
        }
      }
      const auto out = small.row(y).subspan(static_cast<std::size_t>(x) * 4, 4);
      for (std::size_t c = 0; c < 3; ++c) {
        out[c] = alpha > 0 ? colour[c] / alpha : 0;
      }
      out[3] = alpha / static_cast<float>(rows * columns);
    }
  }
  return small;
}

}  // namespace neural_style::ui
