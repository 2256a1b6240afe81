// Opens the style picture with GIMP.
#pragma once

#include <filesystem>

#include "neural_style/image.hpp"

namespace neural_style::plugin::gimp2 {

/// All visible layers of the file together, in sRGB. Throws Error if GIMP cannot open it.
Image read_style_file(const std::filesystem::path& file);

}  // namespace neural_style::plugin::gimp2
