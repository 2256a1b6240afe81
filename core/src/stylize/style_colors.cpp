#include "stylize/style_colors.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <utility>

#include "picture/oklab.hpp"

namespace neural_style {
namespace {

cv::Vec3d color_of(std::span<const float> pixel) {
  const Oklab color = oklab(pixel);
  return {color.lightness, color.a, color.b};
}

cv::Vec3d itself(const cv::Vec3d& color) { return color; }

}  // namespace

ColorStatistics color_statistics(const CleanPicture& picture, const ColorMap& map) {
  const std::span<const float> samples = picture.image->samples();
  const std::span<const float> weights = picture.weight.samples();
  ColorStatistics result;
  double total = 0;
  cv::Vec3d sum;
  cv::Matx33d products;
  for (std::size_t i = 0; i < samples.size() / Image::channels; ++i) {
    const double weight = weights.empty() ? 1 : weights[i];
    if (weight <= 0) {
      continue;
    }
    const cv::Vec3d color = map(color_of(samples.subspan(i * Image::channels, 3)));
    total += weight;
    sum += weight * color;
    products += weight * (color * color.t());
    for (int axis = 0; axis < 3; ++axis) {
      result.axes.at(static_cast<std::size_t>(axis)).add(color[axis], weight);
    }
  }
  result.moments.mean = sum / total;
  result.moments.covariance = products * (1 / total) - result.moments.mean * result.moments.mean.t();
  return result;
}

double amount_of_new_colors(const Settings& settings) {
  return settings.color == Color::style ? 0 : settings.color_amount;
}

StyleColors::StyleColors(const CleanPicture& content, const Settings& settings)
    : color_(settings.color), amount_(amount_of_new_colors(settings)) {
  if (amount_ > 0) {
    content_ = color_statistics(content, itself);
  }
}

ColorMap StyleColors::map_for(const CleanPicture& style) const {
  const LightnessCurve curve(color_statistics(style, itself).axes[0], content_.axes[0]);
  if (color_ == Color::original) {
    return [curve](const cv::Vec3d& color) { return cv::Vec3d(curve(color[0]), 0, 0); };
  }
  const ColorMap lit = [curve](const cv::Vec3d& color) { return cv::Vec3d(curve(color[0]), color[1], color[2]); };
  const LinearColors linear(color_statistics(style, lit).moments, content_.moments);
  ColorMap matched = [lit, linear](const cv::Vec3d& color) { return linear(lit(color)); };
  if (color_ == Color::linear) {
    return matched;
  }
  const std::array<Distribution, 3> axes = color_statistics(style, matched).axes;
  const std::array<Rearrangement, 3> rearranged = {Rearrangement(axes[0], content_.axes[0]),
                                                   Rearrangement(axes[1], content_.axes[1]),
                                                   Rearrangement(axes[2], content_.axes[2])};
  return [matched, rearranged](const cv::Vec3d& color) {
    const cv::Vec3d near = matched(color);
    return cv::Vec3d(rearranged[0](near[0]), rearranged[1](near[1]), rearranged[2](near[2]));
  };
}

CleanPicture StyleColors::of(const CleanPicture& style) const {
  if (amount_ <= 0) {
    return style;
  }
  const ColorMap map = map_for(style);
  auto image = std::make_shared<Image>(*style.image);
  const std::span<float> samples = image->samples();
  for (std::size_t i = 0; i < samples.size(); i += Image::channels) {
    const std::span<float> pixel = samples.subspan(i, 3);
    const cv::Vec3d own = color_of(pixel);
    const cv::Vec3f color = own + amount_ * (map(own) - own);
    set_color(pixel, {color[0], color[1], color[2]});
  }
  return {std::move(image), style.weight, style.share};
}

}  // namespace neural_style
