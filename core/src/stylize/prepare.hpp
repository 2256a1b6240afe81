// A request made fit to compute with.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "neural_style/stylize.hpp"

namespace neural_style {

/// A picture without surprises, and what of it counts.
struct CleanPicture {
  /// Finite, 0..1; where it was transparent the colours of the surroundings go on. The caller's own picture where
  /// nothing about it had to change: a copy of a great one would cost more than much of the work.
  std::shared_ptr<const Image> image;
  Mask weight;  ///< alpha times selection; 0 does not count; empty: 1 everywhere
  double share = 1;
};

/// A part of the content, and the numbers of the styles that it is painted in.
struct PreparedRegion {
  Mask weight;  ///< of the content's size, what of the content counts included; empty: 1 everywhere
  std::vector<std::size_t> styles;
};

struct Prepared {
  CleanPicture content;
  std::vector<CleanPicture> styles;
  std::vector<PreparedRegion> regions;
  Mask keep;  ///< empty, or of the content's size
  std::optional<CleanPicture> start;
  std::optional<CleanPicture> previous;  ///< its weight: how far it can be trusted
  std::vector<std::string> warnings;
};

/// `request` outlives the result. Throws Error if it cannot be done: an empty picture, no style, nothing selected, a
/// bad weight, a region without pixels or styles, a mask of the wrong size.
Prepared prepare(const Request& request);

/// `picture` at another size, weight and all; the same image, not a copy, if it has that size already.
CleanPicture resample(const CleanPicture& picture, int width, int height);

}  // namespace neural_style
