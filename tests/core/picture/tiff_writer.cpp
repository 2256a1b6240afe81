// Writes TIFF in the layouts that our own writer never uses.
#include "tiff_writer.hpp"

#include <opencv2/core/cvdef.h>

#include <array>
#include <cmath>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <vector>

// NOLINTBEGIN(cppcoreguidelines-pro-type-vararg): libtiff takes tags by variable arguments
namespace neural_style {
namespace {

constexpr int tile_side = 16;

template <typename Value>
void put(std::vector<std::uint8_t>& row, std::size_t index, Value value) {
  std::memcpy(row.data() + index * sizeof(Value), &value, sizeof(Value));
}

void put_sample(std::vector<std::uint8_t>& row, std::size_t index, double value, const TiffLayout& layout) {
  if (layout.floating) {
    switch (layout.bits) {
      case 16:
        return put(row, index, cv::float16_t(static_cast<float>(value)));
      case 32:
        return put(row, index, static_cast<float>(value));
      default:
        return put(row, index, value);
    }
  }
  switch (layout.bits) {
    case 8:
      return put(row, index, static_cast<std::uint8_t>(std::lround(value * 255)));
    case 16:
      return put(row, index, static_cast<std::uint16_t>(std::lround(value * 65535)));
    case 32:
      return put(row, index, static_cast<std::uint32_t>(std::llround(value * 4294967295.0)));
    default: {
      const auto levels = (1U << layout.bits) - 1;
      const auto per_byte = 8U / layout.bits;
      const auto shift = (per_byte - 1 - index % per_byte) * layout.bits;
      row[index / per_byte] |= static_cast<std::uint8_t>(static_cast<unsigned>(std::lround(value * levels)) << shift);
    }
  }
}

void write_block(TIFF* tiff, const TiffLayout& layout, int left, int top, int plane,
                 const std::function<double(int, int, int)>& value) {
  const int columns = layout.tiles ? tile_side : layout.width;
  const int rows = layout.tiles ? tile_side : 1;
  const int samples = layout.planes ? 1 : layout.samples;
  std::vector<std::uint8_t> block;
  for (int y = top; y < top + rows; ++y) {
    std::vector<std::uint8_t> row(
        (static_cast<std::size_t>(columns) * static_cast<std::size_t>(samples) * layout.bits + 7) / 8);
    for (int x = left; x < std::min(left + columns, layout.width) && y < layout.height; ++x) {
      for (int sample = 0; sample < samples; ++sample) {
        const int index = (x - left) * samples + sample;
        put_sample(row, static_cast<std::size_t>(index), value(x, y, plane + sample), layout);
      }
    }
    block.insert(block.end(), row.begin(), row.end());
  }
  const auto number = static_cast<std::uint16_t>(plane);
  const auto written = layout.tiles ? TIFFWriteTile(tiff, block.data(), static_cast<std::uint32_t>(left),
                                                    static_cast<std::uint32_t>(top), 0, number)
                                    : TIFFWriteScanline(tiff, block.data(), static_cast<std::uint32_t>(top), number);
  if (written < 0) {
    throw std::runtime_error("libtiff cannot write that layout");
  }
}

void set_palette(TIFF* tiff) {
  std::array<std::array<std::uint16_t, 256>, 3> tables{};
  for (int channel = 0; channel < 3; ++channel) {
    for (int index = 0; index < 256; ++index) {
      tables.at(static_cast<std::size_t>(channel)).at(static_cast<std::size_t>(index)) = palette_colour(index, channel);
    }
  }
  TIFFSetField(tiff, TIFFTAG_COLORMAP, tables[0].data(), tables[1].data(), tables[2].data());
}

}  // namespace

std::uint16_t palette_colour(int index, int channel) {
  return static_cast<std::uint16_t>((index * (7919 + 1301 * channel) + 17000 * channel) % 65536);
}

void write_tiff(const std::filesystem::path& file, const TiffLayout& layout,
                const std::function<double(int, int, int)>& value) {
  const std::unique_ptr<TIFF, decltype(&TIFFClose)> tiff(TIFFOpen(file.c_str(), layout.mode), &TIFFClose);
  TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, layout.width);
  TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, layout.height);
  TIFFSetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, layout.samples);
  TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, layout.bits);
  TIFFSetField(tiff.get(), TIFFTAG_SAMPLEFORMAT, layout.floating ? SAMPLEFORMAT_IEEEFP : SAMPLEFORMAT_UINT);
  TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, layout.photometric);
  TIFFSetField(tiff.get(), TIFFTAG_PLANARCONFIG, layout.planes ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
  TIFFSetField(tiff.get(), TIFFTAG_COMPRESSION, layout.compression);
  if (layout.extra != 0xFFFF) {
    TIFFSetField(tiff.get(), TIFFTAG_EXTRASAMPLES, 1, &layout.extra);
  }
  if (layout.photometric == PHOTOMETRIC_PALETTE) {
    set_palette(tiff.get());
  }
  if (layout.tiles) {
    TIFFSetField(tiff.get(), TIFFTAG_TILEWIDTH, tile_side);
    TIFFSetField(tiff.get(), TIFFTAG_TILELENGTH, tile_side);
  } else {
    TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, 5);
  }
  for (int plane = 0; plane < (layout.planes ? layout.samples : 1); ++plane) {
    for (int y = 0; y < layout.height; y += layout.tiles ? tile_side : 1) {
      for (int x = 0; x < layout.width; x += layout.tiles ? tile_side : layout.width) {
        write_block(tiff.get(), layout, x, y, plane, value);
      }
    }
  }
}

}  // namespace neural_style
// NOLINTEND(cppcoreguidelines-pro-type-vararg)
