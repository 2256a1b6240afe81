#include "stylize/run/coloring.hpp"

#include <ATen/ATen.h>

#include <memory>
#include <utility>

namespace neural_style {

std::shared_ptr<const Image> Coloring::painted(const std::shared_ptr<const Image>& content) const {
  return own_ > 0 ? std::make_shared<const Image>(without_own_colors(*content, *content, own_)) : content;
}

Planes Coloring::seen(const Image& picture, const Image& content) const {
  return own_ > 0 ? planes_of(without_own_colors(picture, content, own_)) : planes_of(picture);
}

Planes Coloring::moved(Planes seen) const {
  if (own_ > 0) {
    scale_colors(seen, own_ < 1 ? 1 / (1 - own_) : 0);
  }
  return seen;
}

void Coloring::pale(Planes& planes) const {
  if (own_ > 0) {
    scale_colors(planes, 1 - own_);
  }
}

at::Tensor Coloring::paled(const at::Tensor& planes) const {
  if (own_ <= 0) {
    return planes;
  }
  const at::Tensor mean = planes.mean(1, /*keepdim=*/true);
  return mean + (planes - mean) * (1 - own_);
}

Image Coloring::painted(const Planes& moved, const Image& content) const {
  if (!pales()) {
    return picture_of(moved, content);
  }
  Planes seen = moved;
  pale(seen);
  return picture_of(seen, content);
}

Image Coloring::picture(Image painted, const Image& content) const {
  return own_ > 0 ? with_own_colors(std::move(painted), content, own_) : std::move(painted);
}

}  // namespace neural_style
