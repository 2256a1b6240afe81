// JPEG by libjpeg-turbo.
// clang-format off
#include <cstdio>     // jpeglib.h needs it before itself
#include <jpeglib.h>
#include <jerror.h>
// clang-format on

#include <cstdlib>
#include <memory>

#include "picture/c_errors.hpp"
#include "picture/codec.hpp"
#include "picture/samples.hpp"

namespace neural_style {
namespace {

constexpr int icc_marker = JPEG_APP0 + 2;
constexpr unsigned icc_marker_most = 0xFFFF;

struct ErrorManager {
  jpeg_error_mgr base{};  // first: libjpeg hands a pointer to it back to the callbacks
  std::jmp_buf jump{};
  bool damaged = false;
};

ErrorManager& manager_of(j_common_ptr jpeg) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): how libjpeg says to do it
  return *reinterpret_cast<ErrorManager*>(jpeg->err);
}

extern "C" {
[[noreturn]] void jpeg_failed(j_common_ptr jpeg) { leave(manager_of(jpeg).jump); }

/// libjpeg goes on after these with grey or shifted blocks. What it can read without loss, such as stray bytes between
/// markers, is no reason to refuse a file.
void jpeg_warned(j_common_ptr jpeg, int level) {
  const int code = jpeg->err->msg_code;
  const bool loses_pixels = code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE ||
                            code == JWRN_MUST_RESYNC || code == JWRN_ARITH_BAD_CODE;
  if (level < 0 && loses_pixels) {
    manager_of(jpeg).damaged = true;
  }
}
}

void set_up(ErrorManager& errors) {
  jpeg_std_error(&errors.base);
  errors.base.error_exit = jpeg_failed;
  errors.base.emit_message = jpeg_warned;
}

class Decompressor {
 public:
  Decompressor() {
    set_up(errors);
    jpeg.err = &errors.base;
  }
  Decompressor(const Decompressor&) = delete;
  Decompressor& operator=(const Decompressor&) = delete;
  Decompressor(Decompressor&&) = delete;
  Decompressor& operator=(Decompressor&&) = delete;
  ~Decompressor() { jpeg_destroy_decompress(&jpeg); }

  ErrorManager errors;
  jpeg_decompress_struct jpeg{};
};

class Compressor {
 public:
  Compressor() {
    set_up(errors);
    jpeg.err = &errors.base;
  }
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;
  Compressor(Compressor&&) = delete;
  Compressor& operator=(Compressor&&) = delete;
  ~Compressor() {
    jpeg_destroy_compress(&jpeg);
    std::free(file);  // NOLINT(cppcoreguidelines-no-malloc,cppcoreguidelines-owning-memory): libjpeg's malloc
  }

  ErrorManager errors;
  jpeg_compress_struct jpeg{};
  unsigned char* file = nullptr;
  unsigned long size = 0;
};

Bytes profile_of(jpeg_decompress_struct& jpeg) {
  JOCTET* data = nullptr;
  unsigned length = 0;
  if (jpeg_read_icc_profile(&jpeg, &data, &length) == 0) {
    return {};
  }
  const std::unique_ptr<JOCTET, decltype(&std::free)> owner(data, &std::free);
  return {data, data + length};
}

/// Inks as Adobe's programs write them are the wrong way round: 0 is full ink.
void unpack_row(std::span<const JSAMPLE> from, std::span<float> rgba, bool inverted) {
  const std::size_t channels = from.size() / (rgba.size() / 4);
  for (std::size_t pixel = 0; pixel < rgba.size() / 4; ++pixel) {
    for (std::size_t channel = 0; channel < 4; ++channel) {
      float value = 1;
      if (channels != 3 || channel < 3) {
        value = channels == 1 ? to_float(from[pixel]) : to_float(from[pixel * channels + channel]);
      }
      rgba[pixel * 4 + channel] = inverted ? 1 - value : value;
    }
    if (channels == 1) {
      rgba[pixel * 4 + 3] = 1;
    }
  }
}

Decoded::Colour choose_output(jpeg_decompress_struct& jpeg) {
  switch (jpeg.jpeg_color_space) {
    case JCS_GRAYSCALE:
      jpeg.out_color_space = JCS_GRAYSCALE;
      return Decoded::Colour::grey;
    case JCS_CMYK:
    case JCS_YCCK:
      jpeg.out_color_space = JCS_CMYK;
      return Decoded::Colour::cmyk;
    default:
      jpeg.out_color_space = JCS_RGB;
      return Decoded::Colour::rgb;
  }
}

/// A row of RGB on white.
void pack_row(std::span<const float> rgba, std::span<JSAMPLE> to) {
  for (std::size_t pixel = 0; pixel < rgba.size() / 4; ++pixel) {
    const float alpha = to_float(quantised<std::uint16_t>(rgba[pixel * 4 + 3]));
    for (std::size_t channel = 0; channel < 3; ++channel) {
      const float colour = alpha > 0 ? rgba[pixel * 4 + channel] * alpha : 0;
      to[pixel * 3 + channel] = quantised<JSAMPLE>(colour + 1 - alpha);
    }
  }
}

}  // namespace

Decoded decode_jpeg(BytesView file, const std::string& name) {
  Decompressor decompressor;
  jpeg_decompress_struct& jpeg = decompressor.jpeg;
  ErrorManager& errors = decompressor.errors;
  if (!finishes(errors.jump, [&] {
        jpeg_create_decompress(&jpeg);
        jpeg_mem_src(&jpeg, file.data(), file.size());
        jpeg_save_markers(&jpeg, icc_marker, icc_marker_most);
        jpeg_read_header(&jpeg, TRUE);
      })) {
    throw_damaged(name);
  }
  check_size(jpeg.image_width, jpeg.image_height, name);

  Decoded result;
  result.profile = profile_of(jpeg);
  result.colour = choose_output(jpeg);
  if (!finishes(errors.jump, [&] { jpeg_start_decompress(&jpeg); })) {
    throw_damaged(name);
  }
  const bool inverted = result.colour == Decoded::Colour::cmyk && jpeg.saw_Adobe_marker != 0;
  result.picture = Image(static_cast<int>(jpeg.output_width), static_cast<int>(jpeg.output_height));
  std::vector<JSAMPLE> row(static_cast<std::size_t>(jpeg.output_width) *
                           static_cast<std::size_t>(jpeg.output_components));
  if (!finishes(errors.jump,
                [&] {
                  while (jpeg.output_scanline < jpeg.output_height) {
                    const auto y = static_cast<int>(jpeg.output_scanline);
                    JSAMPROW rows = row.data();
                    jpeg_read_scanlines(&jpeg, &rows, 1);
                    unpack_row(row, result.picture.row(y), inverted);
                  }
                  jpeg_finish_decompress(&jpeg);
                }) ||
      errors.damaged) {
    throw_damaged(name);
  }
  return result;
}

Bytes encode_jpeg(const Image& picture, const std::string& name) {
  constexpr int quality = 95;
  Compressor compressor;
  jpeg_compress_struct& jpeg = compressor.jpeg;
  std::vector<JSAMPLE> row(static_cast<std::size_t>(picture.width()) * 3);
  if (!finishes(compressor.errors.jump, [&] {
        jpeg_create_compress(&jpeg);
        jpeg_mem_dest(&jpeg, &compressor.file, &compressor.size);
        jpeg.image_width = static_cast<JDIMENSION>(picture.width());
        jpeg.image_height = static_cast<JDIMENSION>(picture.height());
        jpeg.input_components = 3;
        jpeg.in_color_space = JCS_RGB;
        jpeg_set_defaults(&jpeg);
        jpeg_set_quality(&jpeg, quality, TRUE);
        // Colour at full resolution: strokes of strong colour fray otherwise.
        jpeg.comp_info[0].h_samp_factor = 1;
        jpeg.comp_info[0].v_samp_factor = 1;
        jpeg.optimize_coding = TRUE;
        jpeg_start_compress(&jpeg, TRUE);
        for (int y = 0; y < picture.height(); ++y) {
          pack_row(picture.row(y), row);
          JSAMPROW rows = row.data();
          jpeg_write_scanlines(&jpeg, &rows, 1);
        }
        jpeg_finish_compress(&jpeg);
      })) {
    throw_cannot_hold(picture, name);
  }
  return {compressor.file, compressor.file + compressor.size};
}

}  // namespace neural_style
