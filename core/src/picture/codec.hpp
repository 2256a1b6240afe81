// The four file formats: bytes to picture and back. One file each: png.cpp, jpeg.cpp, tiff.cpp, webp.cpp. Their own
// libraries, not OpenCV's imgcodecs, because that loses what these tell: TIFF's palettes, planes and grey with alpha,
// JPEG's inks, whether a file was cut off; and it prints to stderr.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "neural_style/image.hpp"
#include "neural_style/image_file.hpp"

namespace neural_style {

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<const std::uint8_t>;

/// A picture as the file has it: before profile and orientation.
struct Decoded {
  enum class Colour : std::uint8_t {
    grey,  ///< the value in each of R, G and B
    rgb,
    cmyk,  ///< cyan, magenta, yellow, black in the four channels, 1 is full ink; opaque
  };
  Image picture;
  Colour colour = Colour::rgb;
  Bytes profile;  ///< embedded ICC profile, empty if there is none
};

/// `name` is the file as it is to be called in an Error: all throw one if the file is damaged, cut off, or too large
/// for the free memory, which is found out before anything is decoded.
Decoded decode_png(BytesView file, const std::string& name);
Decoded decode_jpeg(BytesView file, const std::string& name);
Decoded decode_tiff(BytesView file, const std::string& name);
Decoded decode_webp(BytesView file, const std::string& name);

/// Without alpha if the picture is opaque. JPEG puts transparent pixels on white. All throw Error if the format cannot
/// hold a picture of that size.
Bytes encode_png(const Image& picture, Depth depth, const std::string& name);
Bytes encode_jpeg(const Image& picture, const std::string& name);
Bytes encode_tiff(const Image& picture, Depth depth, const std::string& name);
Bytes encode_webp(const Image& picture, const std::string& name);

/// Throws the Error of a file that cannot be decoded.
[[noreturn]] void throw_damaged(const std::string& name);

/// Throws the Error of a format that cannot hold the picture.
[[noreturn]] void throw_cannot_hold(const Image& picture, const std::string& name);

/// Throws Error unless a picture of that size can be decoded in the free memory, or if it is larger than the library's
/// pictures can be.
void check_size(std::uint64_t width, std::uint64_t height, const std::string& name);

/// Throws Error unless so many bytes are free, which decoding takes beside the picture.
void check_memory(std::uint64_t bytes, const std::string& name);

}  // namespace neural_style
