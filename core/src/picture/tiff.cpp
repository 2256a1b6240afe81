// TIFF by libtiff: strips or tiles, interleaved or planes, 1 to 32 bits or float; the first picture of the file.
#include <tiffio.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "picture/codec.hpp"
#include "picture/opaque.hpp"
#include "picture/samples.hpp"
#include "picture/tiff_layout.hpp"
#include "picture/tiff_memory.hpp"

// libtiff takes and gives tags by variable arguments.
// NOLINTBEGIN(cppcoreguidelines-pro-type-vararg)
namespace neural_style {
namespace {

using namespace tiff;

template <typename Value>
Value tag(TIFF* tiff, std::uint32_t which) {
  Value value{};
  TIFFGetFieldDefaulted(tiff, which, &value);
  return value;
}

Alpha alpha_of(TIFF* tiff, const Layout& layout) {
  if (layout.samples <= layout.colours || layout.colours == 4) {
    return Alpha::none;
  }
  std::uint16_t count = 0;
  std::uint16_t* kinds = nullptr;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &count, &kinds);
  if (count == 0) {
    return Alpha::straight;  // a fourth sample that a careless writer did not name
  }
  switch (*kinds) {
    case EXTRASAMPLE_ASSOCALPHA:
      return Alpha::premultiplied;
    case EXTRASAMPLE_UNASSALPHA:
      return Alpha::straight;
    default:
      return Alpha::none;
  }
}

/// Empty if the samples are of a kind that this program does not read.
std::optional<Layout> layout_of(TIFF* tiff) {
  Layout layout;
  layout.width = tag<std::uint32_t>(tiff, TIFFTAG_IMAGEWIDTH);
  layout.height = tag<std::uint32_t>(tiff, TIFFTAG_IMAGELENGTH);
  layout.tiled = TIFFIsTiled(tiff) != 0;
  layout.block_width = layout.tiled ? tag<std::uint32_t>(tiff, TIFFTAG_TILEWIDTH) : layout.width;
  layout.block_height = layout.tiled ? tag<std::uint32_t>(tiff, TIFFTAG_TILELENGTH)
                                     : std::min(tag<std::uint32_t>(tiff, TIFFTAG_ROWSPERSTRIP), layout.height);
  layout.planes = tag<std::uint16_t>(tiff, TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE;
  layout.bits = tag<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE);
  const auto format = tag<std::uint16_t>(tiff, TIFFTAG_SAMPLEFORMAT);
  layout.floating = format == SAMPLEFORMAT_IEEEFP;
  layout.samples = tag<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL);
  layout.photometric = tag<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC);
  if (layout.photometric == PHOTOMETRIC_YCBCR && tag<std::uint16_t>(tiff, TIFFTAG_COMPRESSION) == COMPRESSION_JPEG) {
    TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    layout.photometric = PHOTOMETRIC_RGB;
  }
  switch (layout.photometric) {
    case PHOTOMETRIC_MINISBLACK:
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_PALETTE:
      layout.colours = 1;
      break;
    case PHOTOMETRIC_RGB:
      layout.colours = 3;
      break;
    case PHOTOMETRIC_SEPARATED:
      layout.colours = 4;
      break;
    default:
      return {};
  }
  layout.alpha = alpha_of(tiff, layout);
  const bool whole = !layout.floating && (format == SAMPLEFORMAT_UINT || format == SAMPLEFORMAT_VOID);
  const bool known_depth = layout.floating ? layout.bits == 16 || layout.bits == 32 || layout.bits == 64
                                           : layout.bits == 1 || layout.bits == 2 || layout.bits == 4 ||
                                                 layout.bits == 8 || layout.bits == 16 || layout.bits == 32;
  const bool known_palette = layout.photometric != PHOTOMETRIC_PALETTE || (whole && layout.bits <= 8);
  if ((!whole && !layout.floating) || !known_depth || !known_palette || layout.samples < layout.colours) {
    return {};
  }
  return layout;
}

/// A palette's red, green and blue tables. Old writers filled them with 8-bit values.
class Palette {
 public:
  Palette(TIFF* tiff, unsigned bits) : size_(std::size_t{1} << bits) {
    TIFFGetField(tiff, TIFFTAG_COLORMAP, tables_.data(), tables_.data() + 1, tables_.data() + 2);
    if (known()) {
      const auto small = [this](const std::uint16_t* table) {
        return std::all_of(table, table + size_, [](std::uint16_t value) { return value < 256; });
      };
      most_ = std::all_of(tables_.begin(), tables_.end(), small) ? std::numeric_limits<std::uint8_t>::max()
                                                                 : std::numeric_limits<std::uint16_t>::max();
    }
  }
  [[nodiscard]] bool known() const { return tables_[2] != nullptr; }
  [[nodiscard]] float operator()(std::size_t index, std::size_t channel) const {
    return static_cast<float>(tables_.at(channel)[index]) / static_cast<float>(most_);
  }

 private:
  std::size_t size_;
  std::array<std::uint16_t*, 3> tables_{};
  unsigned most_ = 0;
};

class BlockReader {
 public:
  BlockReader(TIFF* tiff, const Layout& layout, Image& picture)
      : tiff_(tiff),
        layout_(layout),
        picture_(picture),
        block_(static_cast<std::size_t>(layout.tiled ? TIFFTileSize(tiff) : TIFFStripSize(tiff))),
        row_bytes_(static_cast<std::size_t>(layout.tiled ? TIFFTileRowSize(tiff) : TIFFScanlineSize(tiff))) {
    if (layout.photometric == PHOTOMETRIC_PALETTE) {
      palette_.emplace(tiff, layout.bits);
    }
  }

  /// False if the file ends early or a block is damaged.
  [[nodiscard]] bool read_all() {
    if (palette_ && !palette_->known()) {
      return false;
    }
    const std::uint16_t planes = layout_.planes ? layout_.samples : 1;
    for (std::uint16_t plane = 0; plane < planes; ++plane) {
      for (std::uint32_t y = 0; y < layout_.height; y += layout_.block_height) {
        for (std::uint32_t x = 0; x < layout_.width; x += layout_.block_width) {
          if (!read_block(x, y, plane)) {
            return false;
          }
        }
      }
    }
    return true;
  }

 private:
  [[nodiscard]] bool read_block(std::uint32_t x, std::uint32_t y, std::uint16_t plane) {
    const std::uint32_t rows = std::min(layout_.block_height, layout_.height - y);
    const tmsize_t got = layout_.tiled ? TIFFReadEncodedTile(tiff_, TIFFComputeTile(tiff_, x, y, 0, plane),
                                                             block_.data(), static_cast<tmsize_t>(block_.size()))
                                       : TIFFReadEncodedStrip(tiff_, TIFFComputeStrip(tiff_, y, plane), block_.data(),
                                                              static_cast<tmsize_t>(row_bytes_ * rows));
    if (got < static_cast<tmsize_t>(row_bytes_ * rows)) {
      return false;
    }
    for (std::uint32_t row = 0; row < rows; ++row) {
      unpack(block_.data() + row_bytes_ * row, x, picture_.row(static_cast<int>(y + row)), plane);
    }
    return true;
  }

  void unpack(const std::uint8_t* from, std::uint32_t x, std::span<float> to, std::uint16_t plane) const {
    const std::uint32_t columns = std::min(layout_.block_width, layout_.width - x);
    const std::size_t samples = layout_.planes ? 1 : layout_.samples;
    for (std::size_t column = 0; column < columns; ++column) {
      const std::span<float, 4> rgba = to.subspan((x + column) * 4).first<4>();
      for (std::size_t sample = 0; sample < samples; ++sample) {
        const std::size_t index = column * samples + sample;
        if (palette_ && plane + sample == 0) {
          const std::size_t entry = layout_.bits == 8 ? from[index] : bits_at(from, index, layout_.bits);
          for (std::size_t channel = 0; channel < 3; ++channel) {
            rgba[channel] = (*palette_)(entry, channel);
          }
        } else {
          place(sample_at(from, index, layout_), plane + sample, layout_, rgba);
        }
      }
    }
  }

  TIFF* tiff_;
  const Layout& layout_;
  Image& picture_;
  Bytes block_;
  std::size_t row_bytes_;
  std::optional<Palette> palette_;
};

Bytes profile_of(TIFF* tiff) {
  std::uint32_t length = 0;
  std::uint8_t* profile = nullptr;
  if (TIFFGetField(tiff, TIFFTAG_ICCPROFILE, &length, &profile) == 0) {
    return {};
  }
  return {profile, profile + length};
}

template <typename Sample>
bool write_rows(TIFF* tiff, const Image& picture, std::size_t channels) {
  std::vector<Sample> row(static_cast<std::size_t>(picture.width()) * channels);
  for (int y = 0; y < picture.height(); ++y) {
    quantise_row<Sample>(picture.row(y), row);
    if (TIFFWriteScanline(tiff, row.data(), static_cast<std::uint32_t>(y), 0) < 0) {
      return false;
    }
  }
  return true;
}

}  // namespace

Decoded decode_tiff(BytesView file, const std::string& name) {
  Memory memory;
  memory.in = file;
  const Handle tiff = open(memory, "rm");
  if (!tiff) {
    throw_damaged(name);
  }
  const std::optional<Layout> layout = layout_of(tiff.get());
  if (!layout) {
    throw Error(
        say("{0} is a kind of TIFF that cannot be read here. Export it as RGB with 8 or 16 bits a channel.", name));
  }
  if (layout->block_width == 0 || layout->block_height == 0) {
    throw_damaged(name);
  }
  check_size(layout->width, layout->height, name);
  // A tile may be larger than the picture, and have any number of samples that are no colours: a damaged file may say
  // so.
  check_size(layout->block_width, layout->block_height, name);
  check_memory(layout->tiled ? TIFFTileSize64(tiff.get()) : TIFFStripSize64(tiff.get()), name);

  Decoded result;
  result.picture = Image(static_cast<int>(layout->width), static_cast<int>(layout->height));
  if (!BlockReader(tiff.get(), *layout, result.picture).read_all()) {
    throw_damaged(name);
  }
  switch (layout->colours) {
    case 1:
      result.colour = layout->photometric == PHOTOMETRIC_PALETTE ? Decoded::Colour::rgb : Decoded::Colour::grey;
      break;
    case 3:
      result.colour = Decoded::Colour::rgb;
      break;
    default:
      result.colour = Decoded::Colour::cmyk;
  }
  if (result.colour != Decoded::Colour::cmyk) {
    finish_alpha(result.picture, layout->alpha);
  }
  result.profile = profile_of(tiff.get());
  return result;
}

Bytes encode_tiff(const Image& picture, Depth depth, const std::string& name) {
  const std::uint16_t channels = opaque(picture) ? 3 : 4;
  const std::uint16_t bits = depth == Depth::bits8 ? 8 : 16;
  constexpr std::uint64_t classic_most = std::uint64_t{1} << 31U;  // half of what its offsets reach: LZW may grow
  const std::uint64_t bytes = picture.samples().size() / 4 * channels * bits / 8;
  Memory memory;
  Handle tiff = open(memory, bytes < classic_most ? "w" : "w8");
  if (!tiff) {
    throw_cannot_hold(picture, name);
  }
  TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(picture.width()));
  TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(picture.height()));
  TIFFSetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, channels);
  TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, bits);
  TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
  TIFFSetField(tiff.get(), TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff.get(), TIFFTAG_COMPRESSION, COMPRESSION_LZW);
  TIFFSetField(tiff.get(), TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
  TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize(tiff.get(), 0));
  if (channels == 4) {
    const std::uint16_t kind = EXTRASAMPLE_UNASSALPHA;
    TIFFSetField(tiff.get(), TIFFTAG_EXTRASAMPLES, 1, &kind);
  }
  const bool written = depth == Depth::bits8 ? write_rows<std::uint8_t>(tiff.get(), picture, channels)
                                             : write_rows<std::uint16_t>(tiff.get(), picture, channels);
  if (!written || TIFFFlush(tiff.get()) == 0) {
    throw_cannot_hold(picture, name);
  }
  tiff.reset();  // closing writes the last of it
  return std::move(memory.out);
}

}  // namespace neural_style
// NOLINTEND(cppcoreguidelines-pro-type-vararg)
