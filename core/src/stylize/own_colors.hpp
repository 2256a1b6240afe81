// A painting that keeps the content's own colours, wholly or in part: what Color::original means.
//
// After Gatys, Bethge, Hertzmann and Shechtman, "Preserving Color in Neural Artistic Style Transfer", 2016, section 4:
// content and style lose their colours, light and dark is painted, and what was painted takes the content's colours
// back. Here in Oklab, and by an amount: at 1 they lose them all, at 0 none. In between the same share of both pales,
// the rest of the style's is painted with its strokes, and the share that the content has lost comes back at the end.
// So nothing jumps where the amount comes to 1.
#pragma once

#include "neural_style/image.hpp"
#include "neural_style/settings.hpp"
#include "stylize/planes.hpp"

namespace neural_style {

/// The share of the content's colours that stays.
double amount_of_own_colors(const Settings& settings);

/// The picture less `amount` (0..1) of the colours of `content` (of the same size; the picture itself, for instance),
/// as the network is to see it: a and b lose amount times the content's. At 1 it is gray, whatever it was. Its alpha
/// stays.
Image without_own_colors(Image picture, const Image& content, double amount);

/// The other way round: a and b gain amount times those of `content`, lightness stays. What sRGB does not have is
/// paler.
Image with_own_colors(Image painted, const Image& content, double amount);

/// Each value's difference from the mean of its pixel's three becomes `factor` times what it was: 0 leaves gray. A
/// symmetric linear map, so that the same takes a gradient the other way.
void scale_colors(Planes& planes, double factor);

}  // namespace neural_style
