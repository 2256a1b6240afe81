// Pictures from and to files. Link neural_style::files for it: the decoders come with many libraries that a host which
// reads pictures by its own means, as GIMP does, need not load.
#pragma once

#include <cstdint>
#include <filesystem>

#include "neural_style/image.hpp"

namespace neural_style {

/// Reads PNG, JPEG, TIFF or WebP, recognised by content and not by name; 8 or 16 bits or float, grey or colour, with or
/// without alpha. EXIF orientation is applied and an embedded ICC profile converted to sRGB.
/// Throws Error if the file cannot be opened, is none of these, is damaged, or has more pixels than memory is free for.
Image read_image(const std::filesystem::path& file);

enum class Depth : std::uint8_t { bits8, bits16 };

/// Writes `image` in the format of the extension: .png, .tif and .tiff (both depths), .jpg, .jpeg and .webp (8 bits).
/// An opaque image is written without alpha; JPEG puts transparent ones on white. The file appears whole or not at all:
/// it is written beside its place and renamed. Values are clipped to 0..1. Throws Error if that fails.
void write_image(const Image& image, const std::filesystem::path& file, Depth depth = Depth::bits8);

/// Throws the Error that write_image() to this file would throw for its extension or its folder, before the work that
/// makes the picture; writes nothing that stays.
void check_writable(const std::filesystem::path& file, Depth depth = Depth::bits8);

}  // namespace neural_style
