// Files that are rare and right: each is the picture that its format says it is.
#include <gmock/gmock.h>
#include <png.h>
#include <webp/encode.h>
#include <webp/mux.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "neural_style/image_file.hpp"
#include "support/error_text.hpp"
#include "support/pictures.hpp"
#include "support/temporary_folder.hpp"
#include "tiff_writer.hpp"

namespace neural_style {
namespace {

using testing::HasSubstr;

struct PngLayout {
  int width = 16;
  int height = 2;
  int bits = 8;
  int colour_type = PNG_COLOR_TYPE_RGB;
};

using Prepare = std::function<void(png_structp, png_infop)>;

/// `bytes` of every row.
void write_png(const std::filesystem::path& path, const PngLayout& layout, std::vector<png_byte> bytes,
               const Prepare& prepare = {}) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"), &std::fclose);
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_init_io(png, file.get());
  png_set_IHDR(png, info, static_cast<png_uint_32>(layout.width), static_cast<png_uint_32>(layout.height), layout.bits,
               layout.colour_type, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (prepare) {
    prepare(png, info);
  }
  png_write_info(png, info);
  for (int y = 0; y < layout.height; ++y) {
    png_write_row(png, bytes.data());
  }
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
}

/// A pixel of 16 bits a channel, again and again.
std::vector<png_byte> row_of(int width, const std::array<std::uint16_t, 3>& pixel) {
  std::vector<png_byte> row;
  for (int x = 0; x < width; ++x) {
    for (const std::uint16_t sample : pixel) {
      row.push_back(static_cast<png_byte>(sample >> 8U));
      row.push_back(static_cast<png_byte>(sample & 0xFFU));
    }
  }
  return row;
}

/// What is read of a 16-bit PNG of these samples.
std::array<float, 4> pixel_of_png(const std::array<std::uint16_t, 3>& pixel, const Prepare& prepare) {
  const TemporaryFolder folder;
  write_png(folder / "a.png", {.bits = 16}, row_of(16, pixel), prepare);
  const Image picture = read_image(folder / "a.png");
  std::array<float, 4> result{};
  std::copy_n(picture.row(1).begin() + 4, 4, result.begin());
  return result;
}

double srgb_of(double light) { return light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055; }

constexpr std::array<std::uint16_t, 3> color = {0x2000, 0x8000, 0xE000};

TEST(OddPng, GammaOfLinearLightIsHeeded) {
  const auto pixel = pixel_of_png(color, [](png_structp png, png_infop info) { png_set_gAMA(png, info, 1.0); });
  for (std::size_t channel = 0; channel < 3; ++channel) {
    EXPECT_NEAR(pixel.at(channel), srgb_of(color.at(channel) / 65535.0), 0.002) << channel;
  }
}

TEST(OddPng, GammaOfOldMacintoshesIsHeeded) {
  const auto pixel = pixel_of_png(color, [](png_structp png, png_infop info) { png_set_gAMA(png, info, 1 / 1.8); });
  for (std::size_t channel = 0; channel < 3; ++channel) {
    EXPECT_NEAR(pixel.at(channel), srgb_of(std::pow(color.at(channel) / 65535.0, 1.8)), 0.002) << channel;
  }
}

/// Nearly every PNG that has a gamma has this one, and means sRGB: not a bit is to change.
TEST(OddPng, GammaOf2Point2IsSrgb) {
  const auto plain = pixel_of_png(color, {});
  EXPECT_EQ(pixel_of_png(color, [](png_structp png, png_infop info) { png_set_gAMA(png, info, 0.45455); }), plain);
  EXPECT_EQ(pixel_of_png(color,
                         [](png_structp png, png_infop info) {
                           png_set_gAMA(png, info, 0.45455);
                           png_set_cHRM(png, info, 0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06);
                         }),
            plain);
}

TEST(OddPng, PrimariesAreHeeded) {
  const auto plain = pixel_of_png(color, {});
  const auto swapped = pixel_of_png(color, [](png_structp png, png_infop info) {
    png_set_cHRM(png, info, 0.3127, 0.329, 0.3, 0.6, 0.64, 0.33, 0.15, 0.06);  // what it calls red is green
  });
  EXPECT_NEAR(swapped[0], plain[1], 0.004);
  EXPECT_NEAR(swapped[1], plain[0], 0.004);
  EXPECT_NEAR(swapped[2], plain[2], 0.004);
}

TEST(OddPng, GammaAndPrimariesThatCannotBeAreAsNone) {
  const auto plain = pixel_of_png(color, {});
  for (const std::string& data : {std::string(4, '\0'), std::string(4, '\xFF')}) {
    const TemporaryFolder folder;
    write_png(folder / "a.png", {.bits = 16}, row_of(16, color), [&](png_structp png, png_infop info) {
      png_unknown_chunk chunk{};
      std::vector<png_byte> bytes(data.begin(), data.end());
      std::copy_n("gAMA", 5, std::begin(chunk.name));
      chunk.data = bytes.data();
      chunk.size = bytes.size();
      chunk.location = PNG_HAVE_IHDR;
      png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_ALWAYS, std::begin(chunk.name), 1);
      png_set_unknown_chunks(png, info, &chunk, 1);
    });
    const Image picture = read_image(folder / "a.png");
    for (const float sample : picture.samples()) {
      EXPECT_TRUE(std::isfinite(sample));
    }
    if (data.front() == 0) {
      EXPECT_EQ(picture.samples()[1], plain[1]);
    }
  }
}

TEST(OddPng, ABitAPixelIsBlackOrWhite) {
  const TemporaryFolder folder;
  write_png(folder / "a.png", {.bits = 1, .colour_type = PNG_COLOR_TYPE_GRAY}, {0b10110000, 0b00000001});
  const Image picture = read_image(folder / "a.png");
  const std::string expected = "1011000000000001";
  for (std::size_t x = 0; x < expected.size(); ++x) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
      EXPECT_EQ(picture.row(1)[4 * x + channel], expected[x] == '1' ? 1.0F : 0.0F) << x;
    }
    EXPECT_EQ(picture.row(1)[4 * x + 3], 1.0F);
  }
}

TEST(OddPng, APaletteOfTwoBitsMayBeTransparent) {
  const TemporaryFolder folder;
  std::array<png_color, 3> palette = {{{255, 0, 0}, {0, 255, 0}, {0, 0, 255}}};
  std::array<png_byte, 2> alpha = {255, 0};  // the third is opaque, as those beyond the end are
  write_png(folder / "a.png", {.width = 4, .bits = 2, .colour_type = PNG_COLOR_TYPE_PALETTE}, {0b00011000},
            [&](png_structp png, png_infop info) {
              png_set_PLTE(png, info, palette.data(), static_cast<int>(palette.size()));
              png_set_tRNS(png, info, alpha.data(), static_cast<int>(alpha.size()), nullptr);
            });
  const auto row = read_image(folder / "a.png");
  EXPECT_THAT(row.row(0), testing::ElementsAre(1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1));
}

TEST(OddSize, PicturesMayBe65535PixelsWide) {
  const TemporaryFolder folder;
  const auto value = [](int x) { return x % 251; };
  std::vector<png_byte> row;
  for (int x = 0; x < 65535; ++x) {
    row.insert(row.end(), 3, static_cast<png_byte>(value(x)));
  }
  write_png(folder / "a.png", {.width = 65535}, row);
  write_tiff(folder / "a.tif", {.width = 65535, .height = 2},
             [&](int x, int /*y*/, int /*sample*/) { return value(x) / 255.0; });
  for (const char* name : {"a.png", "a.tif"}) {
    const Image picture = read_image(folder / name);
    ASSERT_EQ(picture.width(), 65535) << name;
    ASSERT_EQ(picture.height(), 2) << name;
    for (int x = 0; x < 65535; ++x) {
      ASSERT_NEAR(picture.row(1)[static_cast<std::size_t>(4 * x + 1)], value(x) / 255.0, 1e-6) << name << ' ' << x;
    }
  }
}

TEST(OddSize, JpegAndWebpRefuseWhatTheyCannotHold) {
  const TemporaryFolder folder;
  const Image wide = constant(65535, 1, 0.5F, 0.5F, 0.5F);
  for (const char* name : {"a.jpg", "a.webp"}) {
    EXPECT_THAT(error_text([&] { write_image(wide, folder / name); }), HasSubstr("cannot hold 65535 x 1 pixels"));
    EXPECT_FALSE(std::filesystem::exists(folder / name));
  }
}

/// Of an animation it would be chance which picture is painted.
TEST(OddWebp, AnAnimationIsRefused) {
  const TemporaryFolder folder;
  const std::unique_ptr<WebPAnimEncoder, decltype(&WebPAnimEncoderDelete)> encoder(WebPAnimEncoderNew(8, 8, nullptr),
                                                                                   &WebPAnimEncoderDelete);
  for (int time = 0; time < 2; ++time) {
    WebPPicture frame{};
    WebPPictureInit(&frame);
    frame.use_argb = 1;
    frame.width = 8;
    frame.height = 8;
    WebPPictureAlloc(&frame);
    std::fill_n(frame.argb, 64, time == 0 ? 0xFFFF0000U : 0xFF0000FFU);
    WebPAnimEncoderAdd(encoder.get(), &frame, time * 100, nullptr);
    WebPPictureFree(&frame);
  }
  WebPAnimEncoderAdd(encoder.get(), nullptr, 200, nullptr);
  WebPData data{};
  ASSERT_NE(WebPAnimEncoderAssemble(encoder.get(), &data), 0);
  write_text(folder / "a.webp", std::string(data.bytes, data.bytes + data.size));
  WebPDataClear(&data);
  EXPECT_THAT(error_text([&] { read_image(folder / "a.webp"); }), HasSubstr("animat"));
}

}  // namespace
}  // namespace neural_style
