// What GIMP is told of the filter, in every version: GIMP 2.10 in English, GIMP 3 in the user's language.
#pragma once

#include "neural_style/translation.hpp"

namespace neural_style::plugin::about {

inline constexpr const char* procedure = "plug-in-neural-style";
inline constexpr const char* menu = "<Image>/Filters/Artistic";
inline constexpr const char* image_types = "RGB*, GRAY*";
inline constexpr const char* label = tr_noop("_Neural Style...");
inline constexpr const char* blurb = tr_noop("Paint the layer in the manner of a painting");
inline constexpr const char* help = tr_noop(
    "Paints the layer's content with the colors and strokes of a style picture, and adds the result as a new layer "
    "above it. With a selection, only what is selected is painted.");
inline constexpr const char* authors = "The authors of Neural Style";
inline constexpr const char* copyright = "LGPL-3.0-or-later";
inline constexpr const char* year = "2026";

}  // namespace neural_style::plugin::about
