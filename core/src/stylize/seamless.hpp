// Pictures that go on at their other end.
#pragma once

#include "neural_style/image.hpp"
#include "neural_style/settings.hpp"

namespace neural_style {

/// Makes opposite borders of the picture alike along the seamless axes, so that there is nothing to be seen where they
/// meet: within an eighth of its side, each border is faded into the mean of itself and its mirror image at the other
/// end. Colors under alpha 0 have been filled before.
void blend_ends(Image& picture, Seamless seamless);

/// The picture with so many columns and rows more at each of its ends, from its other end; no more than it has.
Image with_ends(const Image& picture, int columns, int rows);

/// The picture without them.
Image without_ends(const Image& picture, int columns, int rows);

}  // namespace neural_style
