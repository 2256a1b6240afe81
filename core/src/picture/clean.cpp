#include "picture/clean.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>

#include "picture/resample.hpp"

namespace neural_style {
namespace {

bool transparent_anywhere(const Image& image) {
  const std::span<const float> samples = image.samples();
  for (std::size_t i = 3; i < samples.size(); i += Image::channels) {
    if (samples[i] <= 0) {
      return true;
    }
  }
  return false;
}

/// Gives fully transparent pixels of `image` the colors that `around`, of any size, has there; makes that opaque.
void fill_from(Image& image, Image& around) {
  for (std::size_t i = 3; i < around.samples().size(); i += Image::channels) {
    around.samples()[i] = 1;
  }
  const Image enlarged = resample(around, image.width(), image.height());
  const std::span<float> samples = image.samples();
  for (std::size_t i = 0; i < samples.size(); i += Image::channels) {
    if (samples[i + 3] <= 0) {
      std::copy_n(enlarged.samples().begin() + static_cast<std::ptrdiff_t>(i), 3,
                  samples.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
}

}  // namespace

void clean(std::span<float> samples) {
  for (float& sample : samples) {
    sample = sample > 0 ? std::min(sample, 1.0F) : 0.0F;
  }
}

void fill_transparent(Image& image) {
  std::deque<Image> smaller;  // each half the size of the one before
  for (const Image* picture = &image; transparent_anywhere(*picture) && (picture->width() > 1 || picture->height() > 1);
       picture = &smaller.back()) {
    smaller.push_back(resample(*picture, (picture->width() + 1) / 2, (picture->height() + 1) / 2));
  }
  for (std::size_t i = smaller.size(); i-- > 0;) {
    fill_from(i == 0 ? image : smaller[i - 1], smaller[i]);
  }
}

}  // namespace neural_style
