// Writes TIFF in the layouts that our own writer never uses.
#pragma once

#include <tiffio.h>

#include <cstdint>
#include <filesystem>
#include <functional>

namespace neural_style {

struct TiffLayout {
  int width = 37;
  int height = 29;
  std::uint16_t bits = 8;  ///< of a sample: 1, 8, 16 or 32
  bool floating = false;   ///< 16, 32 or 64 bits
  std::uint16_t samples = 3;
  std::uint16_t photometric = PHOTOMETRIC_RGB;
  std::uint16_t extra = 0xFFFF;  ///< an EXTRASAMPLE_… for the last sample
  bool planes = false;
  bool tiles = false;
  std::uint16_t compression = COMPRESSION_NONE;
  const char* mode = "w";  ///< of TIFFOpen(): byte order
};

/// `value` gives each sample of 0..1 (of a palette: its index / 255, the palette being that of palette_colour()).
void write_tiff(const std::filesystem::path& file, const TiffLayout& layout,
                const std::function<double(int x, int y, int sample)>& value);

/// Channel `channel` of the palette's entry, 0..65535.
std::uint16_t palette_colour(int index, int channel);

}  // namespace neural_style
