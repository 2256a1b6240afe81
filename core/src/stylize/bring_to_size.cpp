// A painting brought to its layer's size as the settings of its run ask.
#include <algorithm>
#include <cmath>

#include "neural_style/stylize.hpp"
#include "objective/tiles.hpp"
#include "picture/clean.hpp"
#include "picture/resample.hpp"
#include "stylize/own_colors.hpp"
#include "stylize/seamless.hpp"

namespace neural_style {
namespace {

Image bring_with_colors(const Image& picture, const Image& original, double own) {
  if (own <= 0) {
    return bring_to_size(picture, original);
  }
  const Image painted = without_own_colors(picture, resample(original, picture.width(), picture.height()), own);
  return with_own_colors(bring_to_size(painted, original), original, own);
}

/// What a side of the painting and of its original get from their other ends.
struct Ends {
  int painted = 0;
  int original = 0;
};

/// As far as enlarging looks around itself, and so that both are the same part of the side: a different one would move
/// the pixels at the two ends apart.
Ends ends_of(int painted, int original) {
  constexpr int least = 16;
  constexpr int most = 64;
  Ends best;
  double smallest = 1;
  for (int columns = std::min(least, painted); columns <= std::min(most, painted); ++columns) {
    const double exact = static_cast<double>(columns) * original / painted;
    const double error = std::abs(exact - std::round(exact));
    if (error < smallest) {
      smallest = error;
      best = {columns, static_cast<int>(std::round(exact))};
    }
  }
  return best;
}

}  // namespace

Image bring_to_size(const Image& picture, const Image& original, const Settings& settings) {
  const double own = amount_of_own_colors(settings);
  if (settings.seamless == Seamless::none) {
    return bring_with_colors(picture, original, own);
  }
  // What was painted is the original with its ends blended; and each end goes on at the other.
  Image content = original;
  clean(content.samples());
  fill_transparent(content);
  blend_ends(content, settings.seamless);
  const Ends x = goes_round_x(settings.seamless) ? ends_of(picture.width(), original.width()) : Ends{};
  const Ends y = goes_round_y(settings.seamless) ? ends_of(picture.height(), original.height()) : Ends{};
  const Image framed =
      bring_with_colors(with_ends(picture, x.painted, y.painted), with_ends(content, x.original, y.original), own);
  return without_ends(framed, x.original, y.original);
}

}  // namespace neural_style
