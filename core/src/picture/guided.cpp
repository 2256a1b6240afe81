// Brings a picture to the size of its original, with the original's outlines.
//
// Lanczos gives every stroke but blurs outlines. What it lost at them is taken from the original: with the guided
// filter's local linear model, picture = a · original + b, the loss is a times what the same shrinking and enlarging
// loses of the original (He, Sun and Tang, "Guided Image Filtering", ECCV 2010; coefficients found at the low
// resolution as in He and Sun, "Fast Guided Filter", 2015). Three things keep the photograph out of the painting:
// - The original is first cleared of all that the low resolution cannot show, with its outlines kept (Zhang, Shen, Xu
//   and Jia, "Rolling Guidance Filter", ECCV 2014), so that no grain, twig or window comes back that was never painted.
// - Where the picture does not follow the original, a is 0.
// - No sample leaves the range of its neighbours in the picture, so that there are no halos.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "neural_style/stylize.hpp"
#include "picture/mat.hpp"
#include "picture/opaque.hpp"
#include "picture/resample.hpp"

namespace neural_style {
namespace {

constexpr int model_radius = 2;         ///< of the windows of the linear model, in pixels of the picture
constexpr double model_noise = 1e-3;    ///< variance of luminance under which there is no outline
constexpr float explained_least = 0.2F;  ///< share of the picture's variance that the model explains: none of a …
constexpr float explained_most = 0.6F;   ///< … and all of it
constexpr float steepest = 2;           ///< largest a
constexpr int rolls = 4;                ///< of the rolling guidance filter
constexpr double roll_noise = 5e-4;     ///< variance of luminance that it takes for flat

cv::Mat box(const cv::Mat& from, int radius) {
  cv::Mat mean;
  cv::boxFilter(from, mean, -1, cv::Size(2 * radius + 1, 2 * radius + 1), cv::Point(-1, -1), true, cv::BORDER_REFLECT);
  return mean;
}

/// Of the filter's windows: mean(x · y) - mean(x) · mean(y).
cv::Mat covariance(const cv::Mat& x, const cv::Mat& y, const cv::Mat& mean_x, const cv::Mat& mean_y, int radius) {
  cv::Mat result = box(x.mul(y), radius);
  result -= mean_x.mul(mean_y);
  return result;
}

cv::Mat resized(const cv::Mat& from, cv::Size size, int method) {
  cv::Mat to;
  cv::resize(from, to, size, 0, 0, method);
  return to;
}

/// Rec. 709 luma; colour under alpha 0, NaN and values outside 0..1 as the library takes them.
cv::Mat luminance(const Image& picture) {
  cv::Mat result(picture.height(), picture.width(), CV_32FC1);
  for (int y = 0; y < picture.height(); ++y) {
    const auto row = picture.row(y);
    float* const to = result.ptr<float>(y);
    for (std::size_t x = 0; x < row.size() / 4; ++x) {
      const auto sample = [&](std::size_t channel) {
        const float value = row[x * 4 + channel];
        return value > 0 ? std::min(value, 1.0F) : 0.0F;
      };
      to[x] = 0.2126F * sample(0) + 0.7152F * sample(1) + 0.0722F * sample(2);
    }
  }
  return result;
}

/// `guide` without what is smaller than a pixel of a picture of `size`, but with its outlines as sharp as they were.
cv::Mat without_details(const cv::Mat& guide, cv::Size size) {
  const double ratio = std::max(static_cast<double>(guide.cols) / size.width, static_cast<double>(guide.rows) / size.height);
  const int radius = std::max(1, static_cast<int>(std::lround(ratio)));
  cv::Mat rolling = resized(resized(guide, size, cv::INTER_AREA), guide.size(), cv::INTER_CUBIC);
  const cv::Mat mean_guide = box(guide, radius);
  for (int roll = 0; roll < rolls; ++roll) {
    const cv::Mat mean = box(rolling, radius);
    cv::Mat a = covariance(rolling, guide, mean, mean_guide, radius);
    a /= covariance(rolling, rolling, mean, mean, radius) + roll_noise;
    cv::Mat b = mean_guide - a.mul(mean);
    rolling = box(a, radius).mul(rolling);
    rolling += box(b, radius);
  }
  return rolling;
}
}  // namespace
Image bring_to_size(const Image& picture, const Image& original) {
  Image up = resample(picture, original.width(), original.height());
  cv::Mat result = mat(up);
  const cv::Size size(picture.width(), picture.height());
  cv::Mat detail = without_details(luminance(original), size);
  const cv::Mat guide = resized(detail, size, cv::INTER_AREA);
  detail -= resized(guide, detail.size(), cv::INTER_LANCZOS4);
  std::vector<cv::Mat> channels;
  cv::split(mat(picture), channels);
  const cv::Mat mean_guide = box(guide, model_radius);
  const cv::Mat variance = covariance(guide, guide, mean_guide, mean_guide, model_radius) + model_noise;
  cv::Mat explained(size, CV_32FC1, 0.0), total(size, CV_32FC1, cv::Scalar(1e-5));
  std::vector<cv::Mat> a;
  for (int c = 0; c < 3; ++c) {
    const cv::Mat mean = box(channels[c], model_radius);
    const cv::Mat cov = covariance(channels[c], guide, mean, mean_guide, model_radius);
    a.push_back(cov / variance);
    explained += a.back().mul(cov);
    total += covariance(channels[c], channels[c], mean, mean, model_radius);
  }
  cv::Mat trust = explained / total;
  trust = (trust - explained_least) / (explained_most - explained_least);
  trust = cv::min(cv::max(trust, 0), 1);
  trust = trust.mul(trust).mul(3 - 2 * trust);
  for (int c = 0; c < 3; ++c) {
    cv::Mat plane;
    cv::extractChannel(result, plane, c);
    cv::Mat gain = box(cv::max(cv::min(a[c].mul(trust), steepest), -steepest), 1);
    plane += resized(gain, plane.size(), cv::INTER_LINEAR).mul(detail);
    cv::Mat bound;
    cv::erode(channels[c], bound, {});
    plane = cv::max(plane, resized(bound, plane.size(), cv::INTER_LINEAR));
    cv::dilate(channels[c], bound, {});
    plane = cv::min(plane, resized(bound, plane.size(), cv::INTER_LINEAR));
    cv::insertChannel(plane, result, c);
  }
  return up;
}
}  // namespace neural_style
