// OpenCV's view of our pictures.
#pragma once

#include <opencv2/core.hpp>

#include "neural_style/image.hpp"

namespace neural_style {

/// A matrix over the raster's own memory: valid as long as the raster is, nothing copied.
template <int Channels>
cv::Mat mat(Raster<Channels>& raster) {
  return {raster.height(), raster.width(), CV_32FC(Channels), raster.samples().data()};
}

/// Likewise; only to be read, which cv::Mat has no way to say.
template <int Channels>
cv::Mat mat(const Raster<Channels>& raster) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
  return {raster.height(), raster.width(), CV_32FC(Channels), const_cast<float*>(raster.samples().data())};
}

}  // namespace neural_style
