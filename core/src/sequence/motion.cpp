#include "sequence/motion.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <opencv2/imgproc.hpp>
#include <opencv2/video/tracking.hpp>
#include <span>

#include "picture/mat.hpp"
#include "picture/opaque.hpp"
#include "picture/premultiply.hpp"

namespace neural_style {
namespace {

/// Light and dark in 8 bits, as the flow wants it; what is transparent is of a middle gray.
cv::Mat gray(const Image& picture) {
  cv::Mat result(picture.height(), picture.width(), CV_8UC1);
  for (int y = 0; y < picture.height(); ++y) {
    const std::span<const float> row = picture.row(y);
    auto* const to = result.ptr<unsigned char>(y);
    for (int x = 0; x < picture.width(); ++x) {
      const auto pixel = row.subspan(static_cast<std::size_t>(x) * Image::channels, Image::channels);
      const float alpha = pixel[3] > 0 ? std::min(pixel[3], 1.0F) : 0;
      const float luma = 0.2126F * pixel[0] + 0.7152F * pixel[1] + 0.0722F * pixel[2];
      const float seen = alpha > 0 ? alpha * luma + (1 - alpha) * 0.5F : 0.5F;
      to[x] = std::isnan(seen) ? 0 : static_cast<unsigned char>(std::lround(255 * std::clamp(seen, 0.0F, 1.0F)));
    }
  }
  return result;
}

/// Each pixel's own place plus the flow there.
cv::Mat places(const Flow& flow) {
  cv::Mat result(flow.size(), CV_32FC2);
  for (int y = 0; y < flow.rows; ++y) {
    for (int x = 0; x < flow.cols; ++x) {
      result.at<cv::Point2f>(y, x) =
          flow.at<cv::Point2f>(y, x) + cv::Point2f(static_cast<float>(x), static_cast<float>(y));
    }
  }
  return result;
}

float squared(const cv::Point2f& vector) { return vector.dot(vector); }

/// |∇b|²: differences between neighbours, across the pixel where it has two.
float squared_gradient(const Flow& flow, int x, int y) {
  const auto slope = [&](int x0, int y0, int x1, int y1) {
    const int distance = std::max(1, x1 - x0 + y1 - y0);
    return squared(flow.at<cv::Point2f>(y1, x1) - flow.at<cv::Point2f>(y0, x0)) /
           static_cast<float>(distance * distance);
  };
  return slope(std::max(0, x - 1), y, std::min(flow.cols - 1, x + 1), y) +
         slope(x, std::max(0, y - 1), x, std::min(flow.rows - 1, y + 1));
}

/// 255 where the flow breaks, and up to three pixels from there: so far the flow of an object spreads over what is
/// beside it, which forth and back again agree on.
cv::Mat near_breaks(const Flow& flow) {
  constexpr float break_slope = 0.5F;  // pixels a pixel, more than noise gives
  constexpr int reach = 3;
  cv::Mat result(flow.size(), CV_8UC1);
  for (int y = 0; y < flow.rows; ++y) {
    for (int x = 0; x < flow.cols; ++x) {
      result.at<unsigned char>(y, x) = squared_gradient(flow, x, y) > break_slope * break_slope ? 255 : 0;
    }
  }
  cv::dilate(result, result, cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * reach + 1, 2 * reach + 1}));
  return result;
}

bool inside(const cv::Point2f& place, const cv::Size& size) {
  constexpr float half = 0.5F;  // of the outermost pixels is beyond their middle
  return place.x >= -half && place.y >= -half && place.x <= static_cast<float>(size.width) - half &&
         place.y <= static_cast<float>(size.height) - half;
}

}  // namespace

Flow flow_between(const Image& from, const Image& to) {
  // Smaller pictures have not even one scale in OpenCV's eyes.
  constexpr int least = 16;
  const int right = std::max(0, least - from.width());
  const int below = std::max(0, least - from.height());
  cv::Mat first = gray(from);
  cv::Mat second = gray(to);
  cv::copyMakeBorder(first, first, 0, below, 0, right, cv::BORDER_REPLICATE);
  cv::copyMakeBorder(second, second, 0, below, 0, right, cv::BORDER_REPLICATE);
  const cv::Ptr<cv::DISOpticalFlow> method = cv::DISOpticalFlow::create(cv::DISOpticalFlow::PRESET_MEDIUM);
  method->setFinestScale(0);
  // Measured, against the preset's 5 and 20: a pan of JPEG files of quality 60 counts as reliable at 91 % of the pixels
  // and not 85 %, since their noise no longer passes for motion; borders of what moves stay as sharp.
  method->setVariationalRefinementIterations(10);
  method->setVariationalRefinementAlpha(100);
  Flow flow;
  method->calc(first, second, flow);
  return flow(cv::Rect(0, 0, from.width(), from.height()));
}

Image moved(const Image& picture, const Flow& flow) {
  Image result(flow.cols, flow.rows);
  cv::Mat to = mat(result);
  const bool weighted = !opaque(picture);
  const Image colors = weighted ? premultiplied(picture) : Image();
  cv::remap(mat(weighted ? colors : picture), to, places(flow), cv::noArray(), cv::INTER_LANCZOS4,
            cv::BORDER_REPLICATE);
  if (weighted) {
    unpremultiply(result);
  }
  for (float& sample : result.samples()) {
    sample = std::clamp(sample, 0.0F, 1.0F);
  }
  return result;
}

Mask reliability(const Flow& back, const Flow& forth) {
  const cv::Mat there = places(back);
  Flow forth_there;
  cv::remap(forth, forth_there, there, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  const cv::Mat broken = near_breaks(back);
  Mask result(back.cols, back.rows);
  for (int y = 0; y < back.rows; ++y) {
    for (int x = 0; x < back.cols; ++x) {
      const cv::Point2f b = back.at<cv::Point2f>(y, x);
      const cv::Point2f f = forth_there.at<cv::Point2f>(y, x);
      const bool returns = squared(f + b) <= 0.01F * (squared(f) + squared(b)) + 0.5F;
      const bool even = squared_gradient(back, x, y) <= 0.01F * squared(b) + 0.002F;
      const bool reliable =
          returns && even && broken.at<unsigned char>(y, x) == 0 && inside(there.at<cv::Point2f>(y, x), back.size());
      result.row(y)[static_cast<std::size_t>(x)] = reliable ? 1.0F : 0.0F;
    }
  }
  return result;
}

}  // namespace neural_style
