// Pictures from and to files: which format, and the steps from bytes to picture.
#include "neural_style/image_file.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <optional>
#include <string_view>

#include "file_bytes.hpp"
#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "picture/codec.hpp"
#include "picture/colour.hpp"
#include "picture/orientation.hpp"
#include "stylize/machine.hpp"

namespace neural_style {
namespace {

enum class Format : std::uint8_t { png, jpeg, tiff, webp };

bool has(BytesView file, std::size_t offset, std::string_view text) {
  return file.size() >= offset + text.size() &&
         std::equal(text.begin(), text.end(), file.begin() + static_cast<std::ptrdiff_t>(offset),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

/// By the signatures of the formats' specifications.
std::optional<Format> format_of(BytesView file) {
  using namespace std::string_view_literals;
  if (has(file, 0, "\x89PNG\r\n\x1A\n"sv)) {
    return Format::png;
  }
  if (has(file, 0, "\xFF\xD8\xFF"sv)) {
    return Format::jpeg;
  }
  if (has(file, 0, "II*\0"sv) || has(file, 0, "MM\0*"sv) || has(file, 0, "II+\0"sv) || has(file, 0, "MM\0+"sv)) {
    return Format::tiff;
  }
  if (has(file, 0, "RIFF"sv) && has(file, 8, "WEBP"sv)) {
    return Format::webp;
  }
  return {};
}

/// What else it is, of the formats that people are likely to try; null if unknown.
const char* other_format_of(BytesView file) {
  struct Signature {
    std::size_t offset;
    std::string_view text;
    const char* format;
  };
  constexpr std::array<Signature, 9> others{{{0, "GIF8", tr_noop("a GIF file")},
                                             {4, "ftypavif", tr_noop("an AVIF file")},
                                             {4, "ftyp", tr_noop("a HEIF file")},
                                             {0, "gimp xcf", tr_noop("a GIMP file")},
                                             {0, "8BPS", tr_noop("a Photoshop file")},
                                             {0, "BM", tr_noop("a BMP file")},
                                             {0, "%PDF", tr_noop("a PDF file")},
                                             {0, "<svg", tr_noop("an SVG file")},
                                             {0, "<?xml", tr_noop("an SVG file")}}};
  const auto* const found = std::find_if(others.begin(), others.end(), [&](const Signature& signature) {
    return has(file, signature.offset, signature.text);
  });
  return found == others.end() ? nullptr : found->format;
}

[[noreturn]] void throw_unknown(BytesView file, const std::string& name) {
  const char* other = other_format_of(file);
  throw Error(
      other == nullptr
          ? say("{0} is not a PNG, JPEG, TIFF or WebP picture. Open it in GIMP and export it as PNG.", name)
          : say("{0} is {1}, not PNG, JPEG, TIFF or WebP. Open it in GIMP and export it as PNG.", name, tr(other)));
}

Decoded decode(BytesView file, const std::string& name) {
  const std::optional<Format> format = format_of(file);
  if (!format) {
    throw_unknown(file, name);
  }
  switch (*format) {
    case Format::png:
      return decode_png(file, name);
    case Format::jpeg:
      return decode_jpeg(file, name);
    case Format::tiff:
      return decode_tiff(file, name);
    case Format::webp:
      return decode_webp(file, name);
  }
  throw_unknown(file, name);
}

/// The format that the extension asks for, in any case. Throws Error if it is none, or cannot hold the depth.
Format format_to_write(const std::filesystem::path& file, Depth depth) {
  std::string extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (extension == ".png") {
    return Format::png;
  }
  if (extension == ".tif" || extension == ".tiff") {
    return Format::tiff;
  }
  const bool jpeg = extension == ".jpg" || extension == ".jpeg";
  if (!jpeg && extension != ".webp") {
    throw Error(say("The name {0} does not tell the format. End it in .png, .tif, .jpg or .webp.", quoted(file)));
  }
  if (depth == Depth::bits16) {
    throw Error(say("{0} would hold 8 bits a channel, not 16. End the name in .png or .tif.", quoted(file)));
  }
  return jpeg ? Format::jpeg : Format::webp;
}

Bytes encode(const Image& picture, Format format, Depth depth, const std::string& name) {
  switch (format) {
    case Format::png:
      return encode_png(picture, depth, name);
    case Format::jpeg:
      return encode_jpeg(picture, name);
    case Format::tiff:
      return encode_tiff(picture, depth, name);
    case Format::webp:
      break;
  }
  return encode_webp(picture, name);
}

[[noreturn]] void throw_too_large(const std::string& name) {
  throw Error(say("{0} needs more memory than is free. Close other programs, or make the picture smaller.", name));
}

}  // namespace

void throw_damaged(const std::string& name) {
  throw Error(
      say("{0} is damaged or cut off: it cannot be decoded. Save it again from the program that made it.", name));
}

void throw_cannot_hold(const Image& picture, const std::string& name) {
  throw Error(say("{0} cannot hold {1} x {2} pixels in its format. Choose TIFF or PNG, or a smaller size.", name,
                  picture.width(), picture.height()));
}

void check_size(std::uint64_t width, std::uint64_t height, const std::string& name) {
  if (width == 0 || height == 0) {
    throw_damaged(name);
  }
  constexpr std::uint64_t side_most = std::numeric_limits<int>::max() / (4 * sizeof(float));
  // Ours, and beside it the decoder's own or the one that it is turned into.
  constexpr std::uint64_t bytes_per_pixel = 8 * sizeof(float);
  const bool too_large =
      width > side_most || height > side_most || width > available_memory() / bytes_per_pixel / height;
  if (too_large) {
    throw Error(
        say("{0} has {1} x {2} pixels and needs more memory than is free. Close other programs, or make the picture "
            "smaller.",
            name, width, height));
  }
}

void check_memory(std::uint64_t bytes, const std::string& name) {
  if (bytes > available_memory()) {
    throw_too_large(name);
  }
}

Image read_image(const std::filesystem::path& file) {
  const std::string name = quoted(file);
  try {
    const Bytes bytes = read_whole(file);
    Decoded decoded = decode(bytes, name);
    return upright(to_srgb(std::move(decoded)), exif_orientation(bytes));
  } catch (const std::bad_alloc&) {
    throw_too_large(name);
  }
}

void write_image(const Image& image, const std::filesystem::path& file, Depth depth) {
  const std::string name = quoted(file);
  const Format format = format_to_write(file, depth);
  try {
    write_whole(file, encode(image, format, depth, name));
  } catch (const std::bad_alloc&) {
    throw Error(
        say("Writing {0} needs more memory than is free. Close other programs, or make the picture smaller.", name));
  }
}

void check_writable(const std::filesystem::path& file, Depth depth) {
  format_to_write(file, depth);
  check_place(file);
}

}  // namespace neural_style
