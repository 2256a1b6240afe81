// Painting in light and dark alone: what Color::original means.
//
// After Gatys, Bethge, Hertzmann and Shechtman, "Preserving Color in Neural Artistic Style Transfer", 2016, section 4:
// content and style lose their colours, the style's light and dark is brought to the mean and the deviation of the
// content's, and what was painted takes the content's colours back. Light and dark is luma, 0.2126 R + 0.7152 G +
// 0.0722 B of gamma-encoded values (ITU-R BT.709): it is what the eye sees strokes by, and nothing has to be converted.
#pragma once

#include "neural_style/image.hpp"
#include "stylize/planes.hpp"
#include "stylize/prepare.hpp"

namespace neural_style {

/// All three planes become their luma.
void to_gray(Planes& planes);

/// What is left of a gradient where the three planes are one and the same: their mean, in each.
void to_gray_gradient(Planes& gradient);

/// The style without colours, its luma with the mean and the deviation of the content's, as far as either counts;
/// clipped.
CleanPicture gray_style(const CleanPicture& style, const CleanPicture& content);

/// The picture with the luma of `gray` (of the same size) and the colours that it has itself. Where red, green or blue
/// would leave 0..1 the pixel's colour is paler than it was, and its luma as painted.
Image with_luma_of(const Planes& gray, Image picture);

}  // namespace neural_style
