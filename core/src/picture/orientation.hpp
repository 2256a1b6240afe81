// Which way up a photograph is.
#pragma once

#include "neural_style/image.hpp"
#include "picture/codec.hpp"

namespace neural_style {

/// The EXIF orientation that the file names, 1..8; 1 (as it should be) if it names none. Never throws on bad EXIF data.
int exif_orientation(BytesView file);

/// The picture turned upright from an EXIF orientation, 1..8.
Image upright(Image picture, int orientation);

}  // namespace neural_style
