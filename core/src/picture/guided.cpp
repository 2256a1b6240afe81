// Brings a picture to the size of its original, with the original's outlines.
//
// Lanczos gives every stroke but blurs outlines. What it lost at them is taken from the original: with the guided
// filter's local linear model, picture = a · original + b, the loss is a times what the same shrinking and enlarging
// loses of the original (He, Sun and Tang, "Guided Image Filtering", ECCV 2010; coefficients found at the low
// resolution as in He and Sun, "Fast Guided Filter", 2015). Three things keep the photograph out of the painting:
// - The original is first cleared of all that the low resolution cannot show, with its outlines kept (Zhang, Shen, Xu
//   and Jia, "Rolling Guidance Filter", ECCV 2014), so that no grain, twig or window comes back that was never painted.
// - Where the picture does not follow the original, a is 0 and Lanczos is left as it is.
// - Where it does, no sample leaves the range of its neighbours in the picture, so that there are no halos.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <stdexcept>
#include <utility>
#include <vector>

#include "neural_style/stylize.hpp"
#include "picture/clean.hpp"
#include "picture/mat.hpp"
#include "picture/resample.hpp"

namespace neural_style {
namespace {

constexpr int model_radius = 2;          ///< of the windows of the linear model, in pixels of the picture
constexpr double model_noise = 1e-3;     ///< variance of luminance under which there is no outline
constexpr double explained_least = 0.2;  ///< share of the picture's variance that the model explains: none of a …
constexpr double explained_most = 0.6;   ///< … and all of it
constexpr double least_variance = 1e-5;  ///< of the picture, so that flat paint follows nothing
constexpr double steepest = 2;           ///< largest a
constexpr int rolls = 4;                 ///< of the rolling guidance filter
constexpr double roll_reach = 0.75;      ///< radius of its windows, in pixels of the picture: larger blurs outlines,
                                         ///< smaller lets twigs through
constexpr double roll_noise = 5e-4;      ///< variance of luminance that it takes for flat

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

/// Clean and opaque: pixels without color have that of what is around them.
Image with_color_everywhere(Image picture) {
  clean(picture.samples());
  fill_transparent(picture);
  const auto samples = picture.samples();
  for (std::size_t i = 3; i < samples.size(); i += 4) {
    samples[i] = 1;
  }
  return picture;
}

/// Rec. 709 luma.
cv::Mat luma(const Image& picture) {
  cv::Mat result;
  cv::transform(mat(picture), result, cv::Matx14f(0.2126F, 0.7152F, 0.0722F, 0));
  return result;
}

/// `guide` without what is smaller than a pixel of a picture of `size`, but with its outlines as sharp as they were.
cv::Mat without_details(const cv::Mat& guide, cv::Size size) {
  const double ratio =
      std::max(static_cast<double>(guide.cols) / size.width, static_cast<double>(guide.rows) / size.height);
  const int radius = std::max(1, static_cast<int>(std::lround(roll_reach * ratio)));
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

/// What shrinking to `size` and enlarging again loses of the original's outlines.
cv::Mat lost_outlines(const cv::Mat& outlines, const cv::Mat& shrunk) {
  return outlines - resized(shrunk, outlines.size(), cv::INTER_LANCZOS4);
}

/// How the picture follows its guide, per pixel.
struct Model {
  std::vector<cv::Mat> slopes;  ///< of each channel: a of the linear model, 0 where there is none
  cv::Mat trust;                ///< 0..1: how much of the picture it explains
};

Model fit(const std::vector<cv::Mat>& channels, const cv::Mat& guide) {
  const cv::Mat mean_guide = box(guide, model_radius);
  const cv::Mat variance = covariance(guide, guide, mean_guide, mean_guide, model_radius) + model_noise;
  cv::Mat explained = cv::Mat::zeros(guide.size(), CV_32FC1);
  cv::Mat total(guide.size(), CV_32FC1, cv::Scalar(least_variance));
  Model model;
  for (const cv::Mat& channel : channels) {
    const cv::Mat mean = box(channel, model_radius);
    const cv::Mat shared = covariance(channel, guide, mean, mean_guide, model_radius);
    model.slopes.emplace_back(shared / variance);
    explained += model.slopes.back().mul(shared);
    total += covariance(channel, channel, mean, mean, model_radius);
  }
  cv::Mat trust = (explained / total - explained_least) / (explained_most - explained_least);
  trust = cv::min(cv::max(trust, 0), 1);
  trust = trust.mul(trust).mul(3 - 2 * trust);
  for (cv::Mat& slope : model.slopes) {
    slope = box(cv::max(cv::min(slope.mul(trust), steepest), -steepest), 1);
  }
  model.trust = box(trust, 1);
  return model;
}

/// Adds to a channel of the enlarged picture what it lost. Where the model is to be trusted, it then stays in the range
/// of its neighbours in the picture: elsewhere Lanczos may overshoot as it always does.
void add_outlines(Image& enlarged, int channel, const cv::Mat& small, const cv::Mat& small_slope, const cv::Mat& trust,
                  const cv::Mat& lost) {
  cv::Mat bound;
  cv::erode(small, bound, {});
  const cv::Mat low = resized(bound, lost.size(), cv::INTER_LINEAR);
  cv::dilate(small, bound, {});
  const cv::Mat high = resized(bound, lost.size(), cv::INTER_LINEAR);
  const cv::Mat slope = resized(small_slope, lost.size(), cv::INTER_LINEAR);
  for (int y = 0; y < enlarged.height(); ++y) {
    const auto row = enlarged.row(y);
    for (int x = 0; x < enlarged.width(); ++x) {
      float& value = row[static_cast<std::size_t>(x) * 4 + static_cast<std::size_t>(channel)];
      const float freedom = 1 - trust.at<float>(y, x);
      const float lowest = low.at<float>(y, x) + freedom * std::min(value - low.at<float>(y, x), 0.0F);
      const float highest = high.at<float>(y, x) + freedom * std::max(value - high.at<float>(y, x), 0.0F);
      value = std::clamp(value + slope.at<float>(y, x) * lost.at<float>(y, x), lowest, highest);
    }
  }
}

/// `picture` is opaque and no larger than the original on either side.
Image enlarge(const Image& picture, const Image& original) {
  const cv::Size size(picture.width(), picture.height());
  cv::Mat lost = luma(with_color_everywhere(original));  // by itself: the copy must not live on
  lost = without_details(lost, size);
  const cv::Mat guide = resized(lost, size, cv::INTER_AREA);
  lost = lost_outlines(lost, guide);

  std::vector<cv::Mat> channels;
  cv::split(mat(picture), channels);
  channels.resize(3);
  const Model model = fit(channels, guide);
  const cv::Mat trust = resized(model.trust, lost.size(), cv::INTER_LINEAR);
  Image result = resample(picture, original.width(), original.height());
  for (int channel = 0; channel < 3; ++channel) {
    const auto i = static_cast<std::size_t>(channel);
    add_outlines(result, channel, channels[i], model.slopes[i], trust, lost);
  }
  return result;
}

}  // namespace

Image bring_to_size(const Image& picture, const Image& original) {
  if (picture.empty() || original.empty()) {
    throw std::invalid_argument("bring_to_size: a picture has at least one pixel a side");
  }
  const int width = original.width();
  const int height = original.height();
  const Image paint = with_color_everywhere(picture);
  Image result = resample(paint, std::min(width, paint.width()), std::min(height, paint.height()));
  if (result.width() < width || result.height() < height) {
    result = enlarge(result, original);
  }
  const auto from = original.samples();
  const auto to = result.samples();
  for (std::size_t i = 3; i < to.size(); i += 4) {
    to[i] = from[i] > 0 ? std::min(from[i], 1.0F) : 0.0F;
  }
  return result;
}

}  // namespace neural_style
