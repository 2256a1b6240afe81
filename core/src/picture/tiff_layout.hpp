// How the samples of a TIFF lie, and what they mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "neural_style/image.hpp"

namespace neural_style::tiff {

enum class Alpha : std::uint8_t { none, straight, premultiplied };

/// How the samples lie and what they mean.
struct Layout {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t block_width = 0;  ///< of a tile or a strip
  std::uint32_t block_height = 0;
  bool tiled = false;
  bool planes = false;     ///< each sample in blocks of its own
  std::uint16_t bits = 0;  ///< of a sample
  bool floating = false;
  std::uint16_t samples = 0;  ///< of a pixel
  std::uint16_t colours = 0;  ///< how many of them are colour
  std::uint16_t photometric = 0;
  Alpha alpha = Alpha::none;  ///< what the sample after the colours is
};

/// Sample `index` of a row of a block, as the file has it: a palette's index is no value of 0..1.
std::uint32_t bits_at(const std::uint8_t* row, std::size_t index, unsigned bits);

/// The same as a value of 0..1.
float sample_at(const std::uint8_t* row, std::size_t index, const Layout& layout);

/// One pixel's sample number `sample` into its place.
void place(float value, std::size_t sample, const Layout& layout, std::span<float, 4> rgba);

/// Once all samples are in their places: the picture's alpha is straight.
void finish_alpha(Image& picture, Alpha alpha);

}  // namespace neural_style::tiff
