// Colour profiles of files, converted to sRGB.
#include <gtest/gtest.h>
#include <lcms2.h>
#include <tiffio.h>
#include <webp/mux.h>
#include <zlib.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <memory>
#include <vector>

#include "neural_style/image_file.hpp"
#include "support/pictures.hpp"
#include "support/temporary_folder.hpp"
#include "tiff_writer.hpp"

namespace neural_style {
namespace {

using Profile = std::unique_ptr<void, decltype(&cmsCloseProfile)>;
using Bytes = std::vector<std::uint8_t>;

Bytes bytes_of(const Profile& profile) {
  cmsUInt32Number size = 0;
  cmsSaveProfileToMem(profile.get(), nullptr, &size);
  Bytes bytes(size);
  cmsSaveProfileToMem(profile.get(), bytes.data(), &size);
  return bytes;
}

Bytes rgb_profile(const cmsCIExyYTRIPLE& primaries, cmsToneCurve* curve) {
  const cmsCIExyY d65{0.3127, 0.3290, 1};
  std::array<cmsToneCurve*, 3> curves{};
  curves.fill(curve);
  return bytes_of(Profile(cmsCreateRGBProfile(&d65, &primaries, curves.data()), &cmsCloseProfile));
}

using Curve = std::unique_ptr<cmsToneCurve, decltype(&cmsFreeToneCurve)>;

Curve gamma_curve(double gamma) { return {cmsBuildGamma(nullptr, gamma), &cmsFreeToneCurve}; }

/// IEC 61966-2-1, as Little CMS takes it.
Curve srgb_curve() {
  const std::array<double, 5> parameters{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
  return {cmsBuildParametricToneCurve(nullptr, 4, parameters.data()), &cmsFreeToneCurve};
}

Bytes adobe_rgb() {
  return rgb_profile({{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}}, gamma_curve(563.0 / 256).get());
}

/// sRGB, but what the file calls red is green and the other way round.
Bytes swapped() { return rgb_profile({{0.30, 0.60, 1}, {0.64, 0.33, 1}, {0.15, 0.06, 1}}, srgb_curve().get()); }

Bytes srgb() { return rgb_profile({{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}}, srgb_curve().get()); }

/// None of these by Exiv2: 0.27 damages WebP files with it, and writes a name into PNG that libpng does not accept.
void embed_in_webp(const std::filesystem::path& file, const Bytes& profile) {
  const std::string text = file_text(file);
  const Bytes before(text.begin(), text.end());
  const WebPData whole{before.data(), before.size()};
  const WebPData chunk{profile.data(), profile.size()};
  const std::unique_ptr<WebPMux, decltype(&WebPMuxDelete)> mux(WebPMuxCreate(&whole, 1), &WebPMuxDelete);
  WebPMuxSetChunk(mux.get(), "ICCP", &chunk, 1);
  WebPData after{};
  WebPMuxAssemble(mux.get(), &after);
  write_text(file, std::string(after.bytes, after.bytes + after.size));
  WebPDataClear(&after);
}

std::string big_endian(std::uint32_t value) {
  std::string text;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    text += static_cast<char>((value >> shift) & 0xFFU);
  }
  return text;
}

void embed_in_png(const std::filesystem::path& file, const Bytes& profile) {
  uLongf size = compressBound(profile.size());
  Bytes packed(size);
  compress(packed.data(), &size, profile.data(), profile.size());
  std::string chunk = "iCCP";
  chunk += std::string("name\0\0", 6);
  chunk.append(packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(size));
  const Bytes summed(chunk.begin(), chunk.end());
  const auto checksum = crc32(0, summed.data(), static_cast<uInt>(summed.size()));
  constexpr std::size_t after_header = 33;
  std::string whole = file_text(file);
  whole.insert(after_header, big_endian(static_cast<std::uint32_t>(chunk.size() - 4)) + chunk +
                                 big_endian(static_cast<std::uint32_t>(checksum)));
  write_text(file, whole);
}

/// In one segment, right after the start of the image.
void embed_in_jpeg(const std::filesystem::path& file, const Bytes& profile) {
  std::string segment("ICC_PROFILE\0\1\1", 14);
  segment.append(profile.begin(), profile.end());
  constexpr std::size_t after_start = 2;
  const std::string length = big_endian(static_cast<std::uint32_t>(segment.size() + 2)).substr(2);
  write_text(file, file_text(file).insert(after_start, "\xff\xe2" + length + segment));
}

void embed(const std::filesystem::path& file, const Bytes& profile) {
  if (file.extension() == ".tif") {
    const std::unique_ptr<TIFF, decltype(&TIFFClose)> tiff(TIFFOpen(file.c_str(), "r+"), &TIFFClose);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): how libtiff takes tags
    TIFFSetField(tiff.get(), TIFFTAG_ICCPROFILE, static_cast<std::uint32_t>(profile.size()), profile.data());
    TIFFRewriteDirectory(tiff.get());
    return;
  }
  if (file.extension() == ".webp") {
    return embed_in_webp(file, profile);
  }
  if (file.extension() == ".png") {
    return embed_in_png(file, profile);
  }
  embed_in_jpeg(file, profile);
}

double srgb_encoded(double linear) {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
}

/// By the matrices of the Adobe RGB (1998) and the sRGB specifications; both have the white of D65.
std::array<double, 3> srgb_of_adobe_rgb(double red, double green, double blue) {
  const double r = std::pow(red, 563.0 / 256);
  const double g = std::pow(green, 563.0 / 256);
  const double b = std::pow(blue, 563.0 / 256);
  const double x = 0.57667 * r + 0.18556 * g + 0.18823 * b;
  const double y = 0.29734 * r + 0.62736 * g + 0.07529 * b;
  const double z = 0.02703 * r + 0.07069 * g + 0.99134 * b;
  return {srgb_encoded(3.24045 * x - 1.53714 * y - 0.49853 * z), srgb_encoded(-0.96927 * x + 1.87601 * y + 0.04156 * z),
          srgb_encoded(0.05564 * x - 0.20403 * y + 1.05723 * z)};
}

class ColourProfile : public testing::TestWithParam<const char*> {
 protected:
  Image read_with(const Image& picture, const Bytes& profile) {
    write_image(picture, folder_ / GetParam());
    embed(folder_ / GetParam(), profile);
    return read_image(folder_ / GetParam());
  }

  Image read_plain(const Image& picture) {
    write_image(picture, folder_ / GetParam());
    return read_image(folder_ / GetParam());
  }

 private:
  TemporaryFolder folder_;
};

INSTANTIATE_TEST_SUITE_P(Files, ColourProfile, testing::Values("a.png", "a.jpg", "a.tif", "a.webp"));

TEST_P(ColourProfile, AdobeRgbBecomesSrgb) {
  const Image plain = read_plain(constant(16, 16, 0.5F, 0.6F, 0.4F));
  const Image result = read_with(constant(16, 16, 0.5F, 0.6F, 0.4F), adobe_rgb());
  const auto expected = srgb_of_adobe_rgb(plain.samples()[0], plain.samples()[1], plain.samples()[2]);
  for (std::size_t channel = 0; channel < 3; ++channel) {
    EXPECT_NEAR(result.samples()[channel], expected[channel], 1.0 / 255);
    EXPECT_GT(std::abs(result.samples()[channel] - plain.samples()[channel]), 1.0 / 255);
  }
  EXPECT_EQ(result.samples()[3], 1.0F);
}

TEST_P(ColourProfile, SwappedPrimariesSwapTheChannels) {
  const Image picture = gradient(40, 30);
  Image expected = read_plain(picture);
  for (std::size_t i = 0; i < expected.samples().size(); i += 4) {
    std::swap(expected.samples()[i], expected.samples()[i + 1]);
  }
  EXPECT_LE(largest_difference(read_with(picture, swapped()), expected), 1.0F / 255);
}

TEST_P(ColourProfile, SrgbItselfChangesNothing) {
  const Image picture = gradient(40, 30);
  EXPECT_EQ(read_with(picture, srgb()), read_plain(picture));
}

TEST_P(ColourProfile, AlphaIsKept) {
  if (std::string_view(GetParam()) == "a.jpg") {
    GTEST_SKIP() << "JPEG has no alpha";
  }
  const Image picture = fading(gradient(40, 30));
  const Image plain = read_plain(picture);
  const Image result = read_with(picture, swapped());
  for (std::size_t i = 3; i < plain.samples().size(); i += 4) {
    ASSERT_EQ(result.samples()[i], plain.samples()[i]);
  }
}

TEST_P(ColourProfile, ADamagedProfileIsAsNone) {
  Bytes profile = adobe_rgb();
  std::fill(profile.begin() + 128, profile.end(), std::uint8_t{255});
  const Image picture = gradient(40, 30);
  EXPECT_EQ(read_with(picture, profile), read_plain(picture));
}

TEST_P(ColourProfile, AProfileOfAnUnknownColourSpaceIsAsNone) {
  Bytes profile = adobe_rgb();
  constexpr std::ptrdiff_t space = 16;  // in the header of every profile
  std::fill_n(profile.begin() + space, 4, std::uint8_t{255});
  const Image picture = gradient(40, 30);
  EXPECT_EQ(read_with(picture, profile), read_plain(picture));
}

TEST(ColourOfGreyFiles, AGreyProfileIsConverted) {
  const TemporaryFolder folder;
  const cmsCIExyY d50 = *cmsD50_xyY();
  const Curve linear = gamma_curve(1);
  write_tiff(folder / "a.tif", {.samples = 1, .photometric = PHOTOMETRIC_MINISBLACK},
             [](int /*x*/, int /*y*/, int /*sample*/) { return 0.25; });
  embed(folder / "a.tif", bytes_of(Profile(cmsCreateGrayProfile(&d50, linear.get()), &cmsCloseProfile)));
  const Image result = read_image(folder / "a.tif");
  for (std::size_t channel = 0; channel < 3; ++channel) {
    EXPECT_NEAR(result.samples()[channel], srgb_encoded(64.0 / 255), 1.0 / 255);  // 0.25 in 8 bits is 64
  }
}

TEST(ColourOfGreyFiles, AnRgbProfileServesGreyToo) {
  const TemporaryFolder folder;
  write_tiff(folder / "a.tif", {.samples = 1, .photometric = PHOTOMETRIC_MINISBLACK},
             [](int /*x*/, int /*y*/, int /*sample*/) { return 0.25; });
  embed(folder / "a.tif", adobe_rgb());
  const Image result = read_image(folder / "a.tif");
  const double expected = srgb_encoded(std::pow(64.0 / 255, 563.0 / 256));
  for (std::size_t channel = 0; channel < 3; ++channel) {
    EXPECT_NEAR(result.samples()[channel], expected, 1.0 / 255);
  }
}

/// Paper on which yellow ink is green light off and nothing else counts: no mixing rule would give that.
cmsInt32Number strange_paper(const cmsUInt16Number* in, cmsUInt16Number* out, void* /*cargo*/) {
  const double yellow = in[2] / 65535.0;
  const cmsCIELab lab{100 - 50 * yellow, 60 * yellow, 0};
  cmsFloat2LabEncodedV2(out, &lab);
  return TRUE;
}

Bytes cmyk_profile() {
  const Profile profile(cmsCreateProfilePlaceholder(nullptr), &cmsCloseProfile);
  cmsSetProfileVersion(profile.get(), 2.1);
  cmsSetDeviceClass(profile.get(), cmsSigOutputClass);
  cmsSetColorSpace(profile.get(), cmsSigCmykData);
  cmsSetPCS(profile.get(), cmsSigLabData);
  cmsWriteTag(profile.get(), cmsSigMediaWhitePointTag, cmsD50_XYZ());
  const std::unique_ptr<cmsPipeline, decltype(&cmsPipelineFree)> pipeline(cmsPipelineAlloc(nullptr, 4, 3),
                                                                          &cmsPipelineFree);
  cmsStage* table = cmsStageAllocCLut16bit(nullptr, 3, 4, 3, nullptr);
  cmsStageSampleCLut16bit(table, strange_paper, nullptr, 0);
  cmsPipelineInsertStage(pipeline.get(), cmsAT_BEGIN, table);
  cmsWriteTag(profile.get(), cmsSigAToB0Tag, pipeline.get());
  return bytes_of(profile);
}

TEST(ColourOfInks, AProfileOfThePressIsConverted) {
  const TemporaryFolder folder;
  const auto yellow = [](int /*x*/, int /*y*/, int sample) { return sample == 2 ? 1.0 : 0.0; };
  write_tiff(folder / "a.tif", {.samples = 4, .photometric = PHOTOMETRIC_SEPARATED}, yellow);
  const Image mixed = read_image(folder / "a.tif");
  EXPECT_EQ(mixed, constant(mixed.width(), mixed.height(), 1, 1, 0));

  embed(folder / "a.tif", cmyk_profile());
  const Image result = read_image(folder / "a.tif");
  // CIE L*a*b* 50, 60, 0 is a strong pink: R 207, G 57, B 122 in sRGB.
  EXPECT_NEAR(result.samples()[0], 207.0 / 255, 4.0 / 255);
  EXPECT_NEAR(result.samples()[1], 57.0 / 255, 8.0 / 255);
  EXPECT_NEAR(result.samples()[2], 122.0 / 255, 4.0 / 255);
  EXPECT_EQ(result.samples()[3], 1.0F);
}

}  // namespace
}  // namespace neural_style
