// The style picture, from a file or from an open layer.
#pragma once

#include "plugin/host.hpp"

namespace neural_style::plugin::gimp2 {

/// In sRGB. Throws Error if GIMP cannot open the file, or the layer is there no more.
StylePicture read_style(const ui::Choices& choices);

}  // namespace neural_style::plugin::gimp2
