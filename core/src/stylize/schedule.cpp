#include "stylize/schedule.hpp"

#include <algorithm>
#include <cmath>

namespace neural_style {
namespace {

constexpr double automatic_pixels = 2e6;
constexpr double coarsest_long_side = 128;
constexpr double coarsest_short_side = 64;
// Measured at 400x300 against √2: the same loss after 3/4 of the work, and the style's large shapes come out better.
constexpr double step = 2;

Extent scaled(Extent extent, double factor) {
  const auto side = [&](int length) { return std::max(1, static_cast<int>(std::lround(length * factor))); };
  return {side(extent.width), side(extent.height)};
}

double long_side(Extent extent) { return std::max(extent.width, extent.height); }
double short_side(Extent extent) { return std::min(extent.width, extent.height); }

/// How many scales the picture asks for.
int scale_count(Extent finest) {
  const double coarsest = std::max(coarsest_long_side / long_side(finest), coarsest_short_side / short_side(finest));
  return coarsest >= 1 ? 1 : 1 + static_cast<int>(std::lround(std::log(1 / coarsest) / std::log(step)));
}

}  // namespace

Extent finest_extent(Extent content, const Size& size) {
  switch (size.kind) {
    case Size::Kind::automatic: {
      const double pixels = static_cast<double>(content.width) * content.height;
      return pixels <= automatic_pixels ? content : scaled(content, std::sqrt(automatic_pixels / pixels));
    }
    case Size::Kind::full:
      return content;
    case Size::Kind::long_side:
      return scaled(content, size.width / long_side(content));
    case Size::Kind::exact:
      return {size.width, size.height};
  }
  return content;
}

std::vector<Scale> schedule(Extent content, const Settings& settings) {
  const Extent finest = finest_extent(content, settings.size);
  const int count = settings.scales > 0 ? static_cast<int>(settings.scales) : scale_count(finest);
  std::vector<Scale> scales;
  for (int i = 0; i < count; ++i) {
    const int steps_below = count - 1 - i;
    const Extent extent = scaled(finest, std::pow(step, -steps_below));
    // Half-way between scales in size is half-way between them in evaluations, on a scale of ratios.
    const double coarseness = count > 1 ? static_cast<double>(steps_below) / (count - 1) : 0;
    const double evaluations =
        static_cast<double>(settings.evaluations) *
        std::pow(static_cast<double>(settings.coarse_evaluations) / static_cast<double>(settings.evaluations),
                 coarseness);
    scales.push_back({extent.width, extent.height, std::max(1, static_cast<int>(std::lround(evaluations)))});
  }
  return scales;
}

Extent style_extent(Extent style, Extent content, Extent finest, const Settings& settings) {
  if (settings.size.kind == Size::Kind::exact) {
    return scaled(content, settings.style_scale);
  }
  const double relative_to =
      settings.content_weight > 0 ? short_side(style) : std::max(short_side(style), short_side(finest));
  return scaled(style, settings.style_scale * short_side(content) / relative_to);
}

}  // namespace neural_style
