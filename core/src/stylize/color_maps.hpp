// Maps that bring a picture's colours, in Oklab, to another's. Each leaves colours as they are that are distributed as
// the other's already, and is finite and harmless for a picture of a single colour, or without any.
#pragma once

#include <array>
#include <cstddef>
#include <opencv2/core.hpp>
#include <vector>

#include "stylize/distribution.hpp"

namespace neural_style {

/// Lightness with the mean and the standard deviation of another's. A straight line would leave 0..1 where contrast
/// grows, and clip light and dark to plateaus: the line is drawn between the logits instead, which reach the ends of
/// the range nowhere.
class LightnessCurve {
 public:
  LightnessCurve(const Distribution& from, const Distribution& to);

  [[nodiscard]] double operator()(double lightness) const;

 private:
  double shift_ = 0;
  double slope_ = 1;
};

/// A set of colours' mean and covariance.
struct ColorMoments {
  cv::Vec3d mean;
  cv::Matx33d covariance;
};

/// Colours with the mean and the covariance of others: of all linear maps that give them, the one that moves the
/// colours least, T = S^-½ (S^½ C S^½)^½ S^-½ for covariances S and C (Monge and Kantorovich's; F. Pitié and A.
/// Kokaram, "The Linear Monge-Kantorovitch Linear Colour Mapping for Example-Based Colour Transfer", 2007). Gatys et
/// al. (see own_colors.hpp) use Cholesky factors or C^½ S^-½: these turn the axes as they fall, and hues with them.
class LinearColors {
 public:
  LinearColors(const ColorMoments& from, const ColorMoments& to);

  [[nodiscard]] cv::Vec3d operator()(const cv::Vec3d& color) const { return map_ * (color - from_) + to_; }

 private:
  cv::Matx33d map_;
  cv::Vec3d from_;
  cv::Vec3d to_;
};

/// Values distributed as others are: the increasing map that does it. Both distributions are blurred a little first:
/// where one is a sharp peak, as that of paper is, the map would otherwise tear what looks the same into what does not.
class Rearrangement {
 public:
  Rearrangement(const Distribution& from, const Distribution& to);

  [[nodiscard]] double operator()(double value) const;

 private:
  std::vector<double> from_;  ///< values that there are, ascending …
  std::vector<double> to_;    ///< … and what they become
};

}  // namespace neural_style
