// What a painting's layer keeps of how it was made, in its parasites: it is saved with the image, and undone with the
// layer.
#pragma once

#include <libgimp/gimp.h>

#include <string>

namespace neural_style::plugin::gimp2 {

/// `original` is the layer that was painted; below 0 if it is not known any more.
void keep(gint32 layer, const std::string& choices, gint32 original);

/// "" if the layer keeps none.
std::string kept_choices(gint32 layer);

/// Below 0: the layer keeps none, or it is there no more.
gint32 kept_original(gint32 image, gint32 layer);

}  // namespace neural_style::plugin::gimp2
