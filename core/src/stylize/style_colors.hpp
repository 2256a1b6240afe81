// What becomes of the styles' colours before anything is painted with them: see Color.
#pragma once

#include <array>
#include <functional>

#include "neural_style/settings.hpp"
#include "stylize/color_maps.hpp"
#include "stylize/distribution.hpp"
#include "stylize/prepare.hpp"

namespace neural_style {

/// A function of a colour in Oklab: lightness, a, b.
using ColorMap = std::function<cv::Vec3d(const cv::Vec3d&)>;

/// A picture's colours in Oklab, as far as its pixels count.
struct ColorStatistics {
  ColorMoments moments;
  std::array<Distribution, 3> axes;  ///< lightness, a, b
};

/// Of what `map` makes of the picture's colours.
ColorStatistics color_statistics(const CleanPicture& picture, const ColorMap& map);

/// How far styles are recoloured: 0 is not at all.
double amount_of_new_colors(const Settings& settings);

/// What the settings `color` and `color_amount` make of styles, with a certain content.
class StyleColors {
 public:
  /// Measures the content, once for all styles, where that is needed.
  StyleColors(const CleanPicture& content, const Settings& settings);

  /// The style in its new colours; the same image, not a copy, where it keeps its own.
  [[nodiscard]] CleanPicture of(const CleanPicture& style) const;

 private:
  [[nodiscard]] ColorMap map_for(const CleanPicture& style) const;

  Color color_;
  double amount_;
  ColorStatistics content_;
};

}  // namespace neural_style
