// Pictures at another size: the interpolation is OpenCV's, what is interpolated is decided here.
#include "picture/resample.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "picture/mat.hpp"
#include "picture/opaque.hpp"
#include "picture/premultiply.hpp"

namespace neural_style {
namespace {

template <int Channels>
Raster<Channels> resize(const Raster<Channels>& from, int width, int height, int method) {
  Raster<Channels> to(width, height);
  cv::Mat result = mat(to);
  cv::resize(mat(from), result, result.size(), 0, 0, method);
  return to;
}

/// OpenCV takes one method for both axes, so an axis that shrinks goes first, alone, when the other one grows.
template <int Channels>
Raster<Channels> resize(const Raster<Channels>& from, int width, int height) {
  const bool grows = width > from.width() || height > from.height();
  const bool shrinks = width < from.width() || height < from.height();
  if (!grows) {
    return resize(from, width, height, cv::INTER_AREA);
  }
  if (!shrinks) {
    return resize(from, width, height, cv::INTER_LANCZOS4);
  }
  return resize(resize(from, std::min(width, from.width()), std::min(height, from.height()), cv::INTER_AREA), width,
                height, cv::INTER_LANCZOS4);
}

template <int Channels>
void clip(Raster<Channels>& picture) {
  for (float& sample : picture.samples()) {
    sample = std::clamp(sample, 0.0F, 1.0F);
  }
}

template <int Channels>
void check(const Raster<Channels>& from, int width, int height) {
  if (from.empty() || width < 1 || height < 1) {
    throw std::invalid_argument("resample: a picture has at least one pixel a side");
  }
}

}  // namespace

Image resample(const Image& picture, int width, int height) {
  check(picture, width, height);
  if (width == picture.width() && height == picture.height()) {
    return picture;
  }
  const bool weighted = !opaque(picture);
  Image result = weighted ? resize(premultiplied(picture), width, height) : resize(picture, width, height);
  if (weighted) {
    unpremultiply(result);
  }
  clip(result);
  return result;
}

Mask resample(const Mask& mask, int width, int height) {
  check(mask, width, height);
  Mask result = resize(mask, width, height);
  clip(result);
  return result;
}

}  // namespace neural_style
