// A request made fit to compute with.
#pragma once

#include <string>
#include <vector>

#include "neural_style/stylize.hpp"

namespace neural_style {

/// A picture without surprises, and what of it counts.
struct CleanPicture {
  Image image;  ///< finite, 0..1; where it was transparent the colours of the surroundings go on
  Mask weight;  ///< alpha times selection; 0 does not count
  double share = 1;
};

struct Prepared {
  CleanPicture content;
  std::vector<CleanPicture> styles;
  std::vector<std::string> warnings;
};

/// Throws Error if the request cannot be done: an empty picture, no style, nothing selected, a bad weight.
Prepared prepare(const Request& request);

/// `picture` at another size, weight and all.
CleanPicture resample(const CleanPicture& picture, int width, int height);

}  // namespace neural_style
