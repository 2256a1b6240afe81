// Where each scale begins.
#pragma once

#include <cstdint>

#include "neural_style/image.hpp"
#include "neural_style/settings.hpp"
#include "stylize/planes.hpp"

namespace neural_style {

/// Where a run begins: the content with `noise` (0..1) of uniform noise, ±20 levels around the training pictures' mean,
/// mixed in, as the tutorial does.
Planes first_start(const Image& content, double noise, std::int64_t seed);

/// Strength of a picture's finest octave: its root mean square, in levels of 0..255.
double detail_level(const Image& picture);

struct Seeding {
  double noise_level = 0;  ///< root mean square, levels of 0..255
  double noise_color = 1;  ///< 0..1, what is left of its colors; at 0 it is gray, as light and dark as in full color
  bool content_detail = true;  ///< whether the content's own finest octave is wanted
  Seamless seamless = Seamless::none;
  std::int64_t seed = 0;
};

/// Where a finer scale begins: `painting`, the coarser scale's result at any size, enlarged to the size of `content`.
/// Enlarging leaves the finest octave empty, and an optimiser that starts from an empty octave fills it with a weave of
/// short strokes along the axes, the first thing that the network's small kernels answer to. So the octave is seeded:
/// with the content's own detail, and with noise (half the detail_level() of the style is right), which has no
/// direction and so lets the style choose one.
Planes finer_start(const Image& painting, const Image& content, const Seeding& seeding);

}  // namespace neural_style
