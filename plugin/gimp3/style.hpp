// The style picture, from a file or from an open layer.
#pragma once

#include <filesystem>

#include "plugin/host.hpp"

namespace neural_style::plugin::gimp3 {

/// All visible layers of the file together. Throws Error if GIMP cannot open it.
Image style_of_file(const std::filesystem::path& path);

/// Throws Error if the layer is there no more.
StylePicture style_of_layer(int id);

}  // namespace neural_style::plugin::gimp3
