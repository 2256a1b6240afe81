// Files as other programs write them: layouts, depths and colour models that ours never does.
#include <gtest/gtest.h>
#include <png.h>
#include <tiffio.h>
// clang-format off
#include <cstdio>  // jpeglib.h needs it before itself
#include <jpeglib.h>
// clang-format on

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "neural_style/image_file.hpp"
#include "support/pictures.hpp"
#include "support/temporary_folder.hpp"
#include "tiff_writer.hpp"

namespace neural_style {
namespace {

/// Different in every pixel and sample, and exact in 8 bits.
double pattern(int x, int y, int sample) { return (x * 5 + y * 3 + sample * 41) % 256 / 255.0; }

struct TiffCase {
  const char* name;
  TiffLayout layout;
  double tolerance;
};

void PrintTo(const TiffCase& test, std::ostream* out) { *out << test.name; }

class TiffLayouts : public testing::TestWithParam<TiffCase> {};

constexpr double exact = 1e-6;

INSTANTIATE_TEST_SUITE_P(
    Files, TiffLayouts,
    testing::Values(
        TiffCase{"rgb8", {}, exact}, TiffCase{"rgb16", {.bits = 16}, exact}, TiffCase{"rgb32", {.bits = 32}, exact},
        TiffCase{"half", {.bits = 16, .floating = true}, 1e-3},
        TiffCase{"float", {.bits = 32, .floating = true}, exact},
        TiffCase{"double", {.bits = 64, .floating = true}, exact}, TiffCase{"planes", {.planes = true}, exact},
        TiffCase{"planes16", {.bits = 16, .planes = true}, exact}, TiffCase{"tiles", {.tiles = true}, exact},
        TiffCase{"tiles_of_planes", {.bits = 16, .planes = true, .tiles = true}, exact},
        TiffCase{"bigendian", {.bits = 16, .mode = "wb"}, exact}, TiffCase{"bigtiff", {.mode = "w8"}, exact},
        TiffCase{"deflate", {.bits = 16, .compression = COMPRESSION_ADOBE_DEFLATE}, exact},
        TiffCase{"alpha", {.bits = 16, .samples = 4, .extra = EXTRASAMPLE_UNASSALPHA}, exact},
        TiffCase{"alpha_of_planes", {.samples = 4, .extra = EXTRASAMPLE_UNASSALPHA, .planes = true}, exact}),
    [](const auto& test) { return test.param.name; });

TEST_P(TiffLayouts, AreReadAsTheyAre) {
  const TemporaryFolder folder;
  const TiffLayout& layout = GetParam().layout;
  write_tiff(folder / "a.tif", layout, pattern);
  const Image picture = read_image(folder / "a.tif");
  ASSERT_EQ(picture.width(), layout.width);
  ASSERT_EQ(picture.height(), layout.height);
  for (int y = 0; y < layout.height; ++y) {
    for (int x = 0; x < layout.width; ++x) {
      for (int channel = 0; channel < 4; ++channel) {
        ASSERT_NEAR(picture.row(y)[static_cast<std::size_t>(x * 4 + channel)],
                    channel < layout.samples ? pattern(x, y, channel) : 1, GetParam().tolerance)
            << x << ", " << y << ", channel " << channel;
      }
    }
  }
}

class TiffGrey : public testing::TestWithParam<TiffCase> {};

INSTANTIATE_TEST_SUITE_P(
    Files, TiffGrey,
    testing::Values(
        TiffCase{"bilevel", {.bits = 1}, 0.5}, TiffCase{"four_bits", {.bits = 4}, 0.5 / 15 + exact},
        TiffCase{"grey8", {}, exact}, TiffCase{"grey16", {.bits = 16}, exact},
        TiffCase{"float", {.bits = 32, .floating = true}, exact},
        TiffCase{"white_is_0", {.photometric = PHOTOMETRIC_MINISWHITE}, exact},
        TiffCase{"fax", {.bits = 1, .photometric = PHOTOMETRIC_MINISWHITE, .compression = COMPRESSION_CCITTFAX4}, 0.5}),
    [](const auto& test) { return test.param.name; });

TEST_P(TiffGrey, IsReadAsThreeEqualChannels) {
  const TemporaryFolder folder;
  TiffLayout layout = GetParam().layout;
  layout.samples = 1;
  const bool white_is_0 = layout.photometric == PHOTOMETRIC_MINISWHITE;
  layout.photometric = white_is_0 ? PHOTOMETRIC_MINISWHITE : PHOTOMETRIC_MINISBLACK;
  write_tiff(folder / "a.tif", layout, pattern);
  const Image picture = read_image(folder / "a.tif");
  for (int y = 0; y < layout.height; ++y) {
    for (int x = 0; x < layout.width; ++x) {
      const double value = white_is_0 ? 1 - pattern(x, y, 0) : pattern(x, y, 0);
      const auto pixel = picture.row(y).subspan(static_cast<std::size_t>(x) * 4, 4);
      ASSERT_NEAR(pixel[0], value, GetParam().tolerance) << x << ", " << y;
      ASSERT_EQ(pixel[1], pixel[0]);
      ASSERT_EQ(pixel[2], pixel[0]);
      ASSERT_EQ(pixel[3], 1.0F);
    }
  }
}

TEST(TiffFiles, GreyMayHaveAlpha) {
  const TemporaryFolder folder;
  write_tiff(folder / "a.tif",
             {.bits = 16, .samples = 2, .photometric = PHOTOMETRIC_MINISBLACK, .extra = EXTRASAMPLE_UNASSALPHA},
             pattern);
  const Image picture = read_image(folder / "a.tif");
  const auto pixel = picture.row(3).subspan(20, 4);
  EXPECT_NEAR(pixel[0], pattern(5, 3, 0), exact);
  EXPECT_NEAR(pixel[2], pattern(5, 3, 0), exact);
  EXPECT_NEAR(pixel[3], pattern(5, 3, 1), exact);
}

TEST(TiffFiles, PremultipliedAlphaIsTakenOut) {
  const TemporaryFolder folder;
  write_tiff(folder / "a.tif", {.bits = 16, .samples = 4, .extra = EXTRASAMPLE_ASSOCALPHA},
             [](int x, int /*y*/, int sample) { return sample == 3 ? x / 36.0 : 0.75 * x / 36.0; });
  const Image picture = read_image(folder / "a.tif");
  for (std::size_t x = 1; x < 37; ++x) {
    EXPECT_NEAR(picture.row(0)[x * 4], 0.75, 1e-3) << x;
    EXPECT_NEAR(picture.row(0)[x * 4 + 3], static_cast<double>(x) / 36, 1e-5) << x;
  }
}

TEST(TiffFiles, AnExtraChannelThatIsNoAlphaIsLeftOut) {
  const TemporaryFolder folder;
  write_tiff(folder / "a.tif", {.samples = 4, .extra = EXTRASAMPLE_UNSPECIFIED}, pattern);
  EXPECT_EQ(read_image(folder / "a.tif").row(3)[23], 1.0F);
}

TEST(TiffFiles, APaletteIsLookedUp) {
  for (const bool tiles : {false, true}) {
    const TemporaryFolder folder;
    write_tiff(folder / "a.tif", {.samples = 1, .photometric = PHOTOMETRIC_PALETTE, .tiles = tiles}, pattern);
    const Image picture = read_image(folder / "a.tif");
    for (int x = 0; x < 37; ++x) {
      const int index = (x * 5 + 4 * 3) % 256;
      for (int channel = 0; channel < 3; ++channel) {
        ASSERT_NEAR(picture.row(4)[static_cast<std::size_t>(x * 4 + channel)], palette_colour(index, channel) / 65535.0,
                    exact);
      }
    }
  }
}

TEST(TiffFiles, InksAreMixed) {
  const TemporaryFolder folder;
  write_tiff(folder / "a.tif", {.bits = 16, .samples = 4, .photometric = PHOTOMETRIC_SEPARATED}, pattern);
  const Image picture = read_image(folder / "a.tif");
  for (int channel = 0; channel < 3; ++channel) {
    EXPECT_NEAR(picture.row(3)[static_cast<std::size_t>(20 + channel)],
                (1 - pattern(5, 3, channel)) * (1 - pattern(5, 3, 3)), exact);
  }
  EXPECT_EQ(picture.row(3)[23], 1.0F);
}

struct PngCase {
  const char* name;
  int colour_type;
  int bits;
  int interlace;
};

void PrintTo(const PngCase& test, std::ostream* out) { *out << test.name; }

class PngKinds : public testing::TestWithParam<PngCase> {};

INSTANTIATE_TEST_SUITE_P(Files, PngKinds,
                         testing::Values(PngCase{"grey", PNG_COLOR_TYPE_GRAY, 8, PNG_INTERLACE_NONE},
                                         PngCase{"grey16", PNG_COLOR_TYPE_GRAY, 16, PNG_INTERLACE_NONE},
                                         PngCase{"grey_alpha", PNG_COLOR_TYPE_GRAY_ALPHA, 8, PNG_INTERLACE_NONE},
                                         PngCase{"grey_alpha16", PNG_COLOR_TYPE_GRAY_ALPHA, 16, PNG_INTERLACE_ADAM7},
                                         PngCase{"rgb_interlaced", PNG_COLOR_TYPE_RGB, 8, PNG_INTERLACE_ADAM7},
                                         PngCase{"rgba16_interlaced", PNG_COLOR_TYPE_RGB_ALPHA, 16,
                                                 PNG_INTERLACE_ADAM7}),
                         [](const auto& test) { return test.param.name; });

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

/// 37 x 29 pixels of `samples` samples in PNG's byte order; `prepare` adds chunks.
template <typename Prepare>
void write_png(const std::filesystem::path& path, const PngCase& kind, int samples, const Prepare& prepare) {
  const File file(std::fopen(path.c_str(), "wb"));
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_init_io(png, file.get());
  png_set_IHDR(png, info, 37, 29, kind.bits, kind.colour_type, kind.interlace, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  prepare(png, info);
  png_write_info(png, info);
  std::vector<std::vector<png_byte>> rows(29);
  std::vector<png_bytep> pointers;
  for (int y = 0; y < 29; ++y) {
    auto& row = rows[static_cast<std::size_t>(y)];
    for (int i = 0; i < 37 * samples; ++i) {
      const auto level = static_cast<png_byte>(std::lround(pattern(i / samples, y, i % samples) * 255));
      row.insert(row.end(), static_cast<std::size_t>(kind.bits / 8), level);  // twice the byte is the same value in 16
    }
    pointers.push_back(row.data());
  }
  png_write_image(png, pointers.data());
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
}

TEST_P(PngKinds, AreReadAsTheyAre) {
  const TemporaryFolder folder;
  const bool grey = (GetParam().colour_type & PNG_COLOR_MASK_COLOR) == 0;
  const bool alpha = (GetParam().colour_type & PNG_COLOR_MASK_ALPHA) != 0;
  const int colours = grey ? 1 : 3;
  write_png(folder / "a.png", GetParam(), colours + (alpha ? 1 : 0), [](png_structp, png_infop) {});
  const Image picture = read_image(folder / "a.png");
  ASSERT_EQ(picture.width(), 37);
  ASSERT_EQ(picture.height(), 29);
  for (int y = 0; y < 29; ++y) {
    for (int x = 0; x < 37; ++x) {
      const auto pixel = picture.row(y).subspan(static_cast<std::size_t>(x) * 4, 4);
      for (int channel = 0; channel < 3; ++channel) {
        ASSERT_NEAR(pixel[static_cast<std::size_t>(channel)], pattern(x, y, grey ? 0 : channel), exact);
      }
      ASSERT_NEAR(pixel[3], alpha ? pattern(x, y, colours) : 1, exact);
    }
  }
}

TEST(PngFiles, APaletteIsLookedUpAndMayBeTransparent) {
  const TemporaryFolder folder;
  std::array<png_color, 256> palette{};
  std::array<png_byte, 256> alpha{};
  for (unsigned i = 0; i < 256; ++i) {
    palette.at(i) = {static_cast<png_byte>(255 - i), static_cast<png_byte>(i ^ 85U), static_cast<png_byte>(i / 2)};
    alpha.at(i) = static_cast<png_byte>(i);
  }
  write_png(folder / "a.png", {"", PNG_COLOR_TYPE_PALETTE, 8, PNG_INTERLACE_NONE}, 1,
            [&](png_structp png, png_infop info) {
              png_set_PLTE(png, info, palette.data(), 256);
              png_set_tRNS(png, info, alpha.data(), 256, nullptr);
            });
  const Image picture = read_image(folder / "a.png");
  const auto index = static_cast<std::size_t>((5 * 5 + 3 * 3) % 256);
  const auto pixel = picture.row(3).subspan(20, 4);
  EXPECT_NEAR(pixel[0] * 255, palette.at(index).red, 1e-3);
  EXPECT_NEAR(pixel[1] * 255, palette.at(index).green, 1e-3);
  EXPECT_NEAR(pixel[2] * 255, palette.at(index).blue, 1e-3);
  EXPECT_NEAR(pixel[3] * 255, alpha.at(index), 1e-3);
}

TEST(PngFiles, ATransparentColourIsTransparent) {
  const TemporaryFolder folder;
  png_color_16 key{};
  key.gray = 34;  // the pattern at 5, 3
  write_png(folder / "a.png", {"", PNG_COLOR_TYPE_GRAY, 8, PNG_INTERLACE_NONE}, 1,
            [&](png_structp png, png_infop info) { png_set_tRNS(png, info, nullptr, 0, &key); });
  const Image picture = read_image(folder / "a.png");
  EXPECT_EQ(picture.row(3)[23], 0.0F);
  EXPECT_EQ(picture.row(3)[27], 1.0F);
}

/// A uniform JPEG of `colours` components as libjpeg stores them.
void write_jpeg(const std::filesystem::path& path, J_COLOR_SPACE space, const std::vector<JSAMPLE>& pixel, bool adobe,
                bool progressive) {
  const File file(std::fopen(path.c_str(), "wb"));
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  jpeg_stdio_dest(&jpeg, file.get());
  jpeg.image_width = 37;
  jpeg.image_height = 29;
  jpeg.input_components = static_cast<int>(pixel.size());
  jpeg.in_color_space = space;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, 100, TRUE);
  jpeg.write_Adobe_marker = adobe ? TRUE : FALSE;
  if (progressive) {
    jpeg_simple_progression(&jpeg);
  }
  jpeg_start_compress(&jpeg, TRUE);
  std::vector<JSAMPLE> row;
  for (int x = 0; x < 37; ++x) {
    row.insert(row.end(), pixel.begin(), pixel.end());
  }
  while (jpeg.next_scanline < jpeg.image_height) {
    JSAMPROW rows = row.data();
    jpeg_write_scanlines(&jpeg, &rows, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
}

TEST(JpegFiles, GreyIsThreeEqualChannels) {
  const TemporaryFolder folder;
  write_jpeg(folder / "a.jpg", JCS_GRAYSCALE, {100}, false, false);
  EXPECT_LE(largest_difference(read_image(folder / "a.jpg"), constant(37, 29, 100.F / 255, 100.F / 255, 100.F / 255)),
            1.0F / 255);
}

TEST(JpegFiles, ProgressiveOnesAreRead) {
  const TemporaryFolder folder;
  write_jpeg(folder / "a.jpg", JCS_RGB, {200, 100, 50}, false, true);
  EXPECT_LE(largest_difference(read_image(folder / "a.jpg"), constant(37, 29, 200.F / 255, 100.F / 255, 50.F / 255)),
            2.0F / 255);
}

TEST(JpegFiles, InksAreMixedWhicheverWayRoundTheyAre) {
  const TemporaryFolder folder;
  const Image expected = constant(37, 29, 1 - 51.F / 255, 1 - 102.F / 255, 1);
  write_jpeg(folder / "plain.jpg", JCS_CMYK, {51, 102, 0, 0}, false, false);
  EXPECT_LE(largest_difference(read_image(folder / "plain.jpg"), expected), 2.0F / 255);
  write_jpeg(folder / "adobe.jpg", JCS_CMYK, {204, 153, 255, 255}, true, false);
  EXPECT_LE(largest_difference(read_image(folder / "adobe.jpg"), expected), 2.0F / 255);
}

TEST(JpegFiles, StrayBytesBetweenMarkersDoNoHarm) {
  const TemporaryFolder folder;
  write_image(gradient(64, 48), folder / "a.jpg");
  const Image picture = read_image(folder / "a.jpg");
  std::string file = file_text(folder / "a.jpg");
  file.insert(file.size() - 2, "stray");
  write_text(folder / "a.jpg", file);
  EXPECT_EQ(read_image(folder / "a.jpg"), picture);
}

}  // namespace
}  // namespace neural_style
