// What a painting's layer keeps of how it was made, in its parasites: it is saved with the image, and undone with the
// layer.
#pragma once

#include <libgimp/gimp.h>

#include <string>

namespace neural_style::plugin::gimp3 {

/// `original` is the layer that was painted; null if it is not known any more.
void keep(GimpLayer* layer, const std::string& choices, GimpDrawable* original);

/// "" if the drawable keeps none.
std::string kept_choices(GimpDrawable* drawable);

/// Null: the drawable keeps none, or it is there no more.
GimpDrawable* kept_original(GimpDrawable* drawable);

}  // namespace neural_style::plugin::gimp3
