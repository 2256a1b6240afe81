// Where the pixels of one frame are in another, and how far that can be trusted.
#pragma once

#include <opencv2/core.hpp>

#include "neural_style/image.hpp"

namespace neural_style {

/// A displacement in pixels, (across, down), for each pixel: CV_32FC2.
using Flow = cv::Mat;

/// For each pixel of `from` where `to`, of the same size, has what it shows.
Flow flow_between(const Image& from, const Image& to);

/// `picture` as it looks at `pixel + flow` for each pixel; beyond its borders the outermost pixels go on.
Image moved(const Image& picture, const Flow& flow);

/// For each pixel of a frame 1 where what it shows was in view in the frame before, else 0: `back` is the flow from the
/// frame to the one before, `forth` the one that goes the other way. After Sundaram, Brox and Keutzer (2010), with the
/// thresholds that Ruder, Dosovitskiy and Brox (2016) give:
/// - forth and back again do not end where they began: |f + b|² > 0.01 (|f|² + |b|²) + 0.5, f taken where b leads to;
/// - b changes from pixel to pixel, as at the border of what moves: |∇b|² > 0.01 |b|² + 0.002;
///   where it breaks (half a pixel a pixel) also three pixels around, which is ours;
/// - b leads out of the picture.
Mask reliability(const Flow& back, const Flow& forth);

}  // namespace neural_style
