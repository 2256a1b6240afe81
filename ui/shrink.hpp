// Makes a picture small enough to be shown often.
#pragma once

#include "neural_style/image.hpp"

namespace neural_style::ui {

/// The picture with each n x n block averaged to one pixel, n the smallest that leaves no side above `side`; colours
/// are weighted by alpha. A picture that is small enough comes back as it is.
Image shrink(const Image& picture, int side);

}  // namespace neural_style::ui
