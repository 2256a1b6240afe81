// PNG by libpng.
#include <png.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

#include "picture/c_errors.hpp"
#include "picture/codec.hpp"
#include "picture/colour.hpp"
#include "picture/opaque.hpp"
#include "picture/samples.hpp"

namespace neural_style {
namespace {

/// What libpng's callbacks share with us.
struct Stream {
  std::jmp_buf jump{};
  BytesView in;
  Bytes out;
};

Stream& stream_of(png_structp png) { return *static_cast<Stream*>(png_get_error_ptr(png)); }

extern "C" {
[[noreturn]] void png_failed(png_structp png, png_const_charp /*message*/) { leave(stream_of(png).jump); }

void png_warned(png_structp /*png*/, png_const_charp /*message*/) {}

void png_read_bytes(png_structp png, png_bytep to, std::size_t count) {
  Stream& stream = stream_of(png);
  if (count > stream.in.size()) {
    png_error(png, "cut off");
  }
  std::memcpy(to, stream.in.data(), count);
  stream.in = stream.in.subspan(count);
}

void png_write_bytes(png_structp png, png_bytep from, std::size_t count) {
  Bytes& out = stream_of(png).out;
  out.insert(out.end(), from, from + count);
}
}

class Reader {
 public:
  explicit Reader(Stream& stream)
      : png_(png_create_read_struct(PNG_LIBPNG_VER_STRING, &stream, png_failed, png_warned)),
        info_(png_create_info_struct(png_)) {
    png_set_read_fn(png_, nullptr, png_read_bytes);
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  Reader(Reader&&) = delete;
  Reader& operator=(Reader&&) = delete;
  ~Reader() { png_destroy_read_struct(&png_, &info_, nullptr); }

  [[nodiscard]] png_structp png() const { return png_; }
  [[nodiscard]] png_infop info() const { return info_; }

 private:
  png_structp png_;
  png_infop info_;
};

class Writer {
 public:
  explicit Writer(Stream& stream)
      : png_(png_create_write_struct(PNG_LIBPNG_VER_STRING, &stream, png_failed, png_warned)),
        info_(png_create_info_struct(png_)) {
    png_set_write_fn(png_, nullptr, png_write_bytes, nullptr);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  Writer(Writer&&) = delete;
  Writer& operator=(Writer&&) = delete;
  ~Writer() { png_destroy_write_struct(&png_, &info_); }

  [[nodiscard]] png_structp png() const { return png_; }
  [[nodiscard]] png_infop info() const { return info_; }

 private:
  png_structp png_;
  png_infop info_;
};

/// One row of 1 to 4 channels (grey, grey and alpha, RGB, RGBA).
template <typename Sample>
void unpack_row(const std::uint8_t* from, std::size_t channels, std::span<float> rgba) {
  for (std::size_t pixel = 0; pixel < rgba.size() / 4; ++pixel) {
    std::array<Sample, 4> samples{};
    std::memcpy(samples.data(), from + pixel * channels * sizeof(Sample), channels * sizeof(Sample));
    const std::size_t colours = channels < 3 ? 1 : 3;
    for (std::size_t channel = 0; channel < 3; ++channel) {
      rgba[pixel * 4 + channel] = to_float(samples.at(std::min(channel, colours - 1)));
    }
    rgba[pixel * 4 + 3] = channels > colours ? to_float(samples.at(colours)) : 1.0F;
  }
}

/// Chunks about colour that decode_png() keeps as they are: what libpng itself makes of them loses the profile.
constexpr auto colour_chunks =
    std::to_array<png_byte>({'g', 'A', 'M', 'A', 0, 'c', 'H', 'R', 'M', 0, 's', 'R', 'G', 'B', 0});

/// The data of one of these, if it is there.
std::optional<BytesView> chunk_of(const Reader& reader, std::string_view name) {
  png_unknown_chunkp chunks = nullptr;
  const int count = png_get_unknown_chunks(reader.png(), reader.info(), &chunks);
  for (const png_unknown_chunk& chunk : std::span(chunks, static_cast<std::size_t>(std::max(0, count)))) {
    if (std::equal(name.begin(), name.end(), std::begin(chunk.name))) {
      return BytesView(chunk.data, chunk.size);
    }
  }
  return std::nullopt;
}

/// What one of these says in hundred-thousandths, if it has that many numbers.
template <std::size_t Count>
std::optional<std::array<double, Count>> numbers_of(const Reader& reader, std::string_view name) {
  const std::optional<BytesView> data = chunk_of(reader, name);
  if (!data || data->size() != 4 * Count) {
    return std::nullopt;
  }
  std::array<double, Count> numbers{};
  for (std::size_t i = 0; i < Count; ++i) {
    numbers.at(i) = png_get_uint_32(data->data() + 4 * i) / 100000.0;
  }
  return numbers;
}

/// The profile that comes with the picture, or else what its gamma and primaries say, unless it says that it is sRGB:
/// in this order by the PNG specification.
Bytes profile_of(const Reader& reader) {
  png_charp title = nullptr;
  int compression = 0;
  png_bytep profile = nullptr;
  png_uint_32 length = 0;
  if (png_get_iCCP(reader.png(), reader.info(), &title, &compression, &profile, &length) != 0) {
    return {profile, profile + length};
  }
  const auto gamma = numbers_of<1>(reader, "gAMA");
  const auto chromaticities = numbers_of<8>(reader, "cHRM");
  if (chunk_of(reader, "sRGB") || (!gamma && !chromaticities)) {
    return {};
  }
  constexpr std::array<double, 8> srgb = {0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06};
  return rgb_profile(gamma ? 1 / gamma->front() : 2.2, chromaticities.value_or(srgb));
}

}  // namespace

Decoded decode_png(BytesView file, const std::string& name) {
  Stream stream;
  stream.in = file;
  const Reader reader(stream);
  png_struct* const png = reader.png();
  png_info* const info = reader.info();
  if (!finishes(stream.jump, [&] {
        png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_ALWAYS, colour_chunks.data(), 3);
        png_read_info(png, info);
      })) {
    throw_damaged(name);
  }
  const png_uint_32 width = png_get_image_width(png, info);
  const png_uint_32 height = png_get_image_height(png, info);
  check_size(width, height, name);

  Decoded result;
  result.profile = profile_of(reader);
  if (!finishes(stream.jump, [&] {
        png_set_expand(png);  // palettes, fewer than 8 bits, transparent colours
        if constexpr (std::endian::native == std::endian::little) {
          png_set_swap(png);
        }
        png_set_interlace_handling(png);
        png_read_update_info(png, info);
      })) {
    throw_damaged(name);
  }
  const std::size_t channels = png_get_channels(png, info);
  result.colour = channels < 3 ? Decoded::Colour::grey : Decoded::Colour::rgb;
  Bytes samples(png_get_rowbytes(png, info) * height);
  std::vector<png_bytep> rows(height);
  for (std::size_t y = 0; y < height; ++y) {
    rows[y] = samples.data() + y * png_get_rowbytes(png, info);
  }
  if (!finishes(stream.jump, [&] {
        png_read_image(png, rows.data());
        png_read_end(png, nullptr);
      })) {
    throw_damaged(name);
  }
  result.picture = Image(static_cast<int>(width), static_cast<int>(height));
  const auto unpack = png_get_bit_depth(png, info) == 16 ? unpack_row<std::uint16_t> : unpack_row<std::uint8_t>;
  for (std::size_t y = 0; y < height; ++y) {
    unpack(rows[y], channels, result.picture.row(static_cast<int>(y)));
  }
  return result;
}

Bytes encode_png(const Image& picture, Depth depth, const std::string& name) {
  Stream stream;
  const Writer writer(stream);
  png_struct* const png = writer.png();
  png_info* const info = writer.info();
  const bool alpha = !opaque(picture);
  const auto samples = static_cast<std::size_t>(picture.width()) * (alpha ? 4 : 3);
  Bytes row8(depth == Depth::bits8 ? samples : 0);
  std::vector<std::uint16_t> row16(depth == Depth::bits16 ? samples : 0);
  if (!finishes(stream.jump, [&] {
        png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
        png_set_IHDR(png, info, static_cast<png_uint_32>(picture.width()), static_cast<png_uint_32>(picture.height()),
                     depth == Depth::bits8 ? 8 : 16, alpha ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB,
                     PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
        png_write_info(png, info);
        if constexpr (std::endian::native == std::endian::little) {
          png_set_swap(png);
        }
        for (int y = 0; y < picture.height(); ++y) {
          if (depth == Depth::bits8) {
            quantise_row<std::uint8_t>(picture.row(y), row8);
            png_write_row(png, row8.data());
          } else {
            quantise_row<std::uint16_t>(picture.row(y), row16);
            // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): libpng takes rows of any depth as bytes
            png_write_row(png, reinterpret_cast<png_const_bytep>(row16.data()));
          }
        }
        png_write_end(png, info);
      })) {
    throw_cannot_hold(picture, name);
  }
  return std::move(stream.out);
}

}  // namespace neural_style
