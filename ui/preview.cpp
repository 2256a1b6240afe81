// See preview.hpp.
#include "ui/preview.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace neural_style::ui {

PixelBox pixels_of(const Part& part, int width, int height) {
  const auto begin = [](double at, int length) {
    return std::clamp(static_cast<int>(std::floor(at * length)), 0, length - 1);
  };
  const auto end = [](double at, int length, int first) {
    return std::clamp(static_cast<int>(std::ceil(at * length)), first + 1, length);
  };
  const int x = begin(part.x, width);
  const int y = begin(part.y, height);
  return {x, y, end(part.x + part.width, width, x) - x, end(part.y + part.height, height, y) - y};
}

Part part_of(const PixelBox& box, int width, int height) {
  const double w = width;
  const double h = height;
  return {box.x / w, box.y / h, box.width / w, box.height / h};
}

Detail cut(const Image& picture, const Part& part) {
  const PixelBox box = pixels_of(part, picture.width(), picture.height());
  Detail detail{Image(box.width, box.height), part_of(box, picture.width(), picture.height())};
  for (int y = 0; y < box.height; ++y) {
    const auto to = detail.picture.row(y);
    const auto from = picture.row(box.y + y).subspan(static_cast<std::size_t>(box.x) * Image::channels, to.size());
    std::ranges::copy(from, to.begin());
  }
  return detail;
}

}  // namespace neural_style::ui
