// Files that cannot be read: each is refused with a sentence, in silence, and nothing else happens.
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <tiffio.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <memory>
#include <string>

#include "neural_style/image_file.hpp"
#include "support/error_text.hpp"
#include "support/pictures.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::StartsWith;

struct Case {
  const char* name;
  Depth depth;
};

void PrintTo(const Case& test, std::ostream* out) {
  *out << test.name << (test.depth == Depth::bits8 ? ", 8 bits" : ", 16 bits");
}

class DamagedFile : public testing::TestWithParam<Case> {
 protected:
  DamagedFile() {
    write_image(fading(gradient(120, 90)), file(), GetParam().depth);
    whole_ = file_text(file());
    picture_ = read_image(file());
  }

  [[nodiscard]] std::filesystem::path file() const { return folder_ / GetParam().name; }
  [[nodiscard]] const std::string& whole() const { return whole_; }

  /// Reads these bytes: either a sentence, or the picture whole.
  void expect_sentence_or_the_picture(const std::string& bytes, const std::string& what) {
    write_text(file(), bytes);
    try {
      EXPECT_EQ(read_image(file()), picture_) << what;
      ++read_;
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), AllOf(StartsWith("\"" + file().string() + "\" is "),
                                      AnyOf(HasSubstr("damaged or cut off"), HasSubstr("empty"),
                                            HasSubstr("not a PNG, JPEG, TIFF or WebP"))))
          << what;
    }
  }

  int read_ = 0;

 private:
  TemporaryFolder folder_;
  std::string whole_;
  Image picture_;
};

INSTANTIATE_TEST_SUITE_P(Formats, DamagedFile,
                         testing::Values(Case{"a.png", Depth::bits8}, Case{"a.png", Depth::bits16},
                                         Case{"a.jpg", Depth::bits8}, Case{"a.tif", Depth::bits8},
                                         Case{"a.tif", Depth::bits16}, Case{"a.webp", Depth::bits8}));

TEST_P(DamagedFile, CutOffAnywhereIsASentenceAndSilent) {
  testing::internal::CaptureStderr();
  const std::size_t step = whole().size() / 150 + 1;
  for (std::size_t length = 0; length < whole().size(); length += step) {
    expect_sentence_or_the_picture(whole().substr(0, length), std::to_string(length) + " bytes");
  }
  EXPECT_EQ(read_, 0);
  for (std::size_t missing = 1; missing < 40; ++missing) {
    expect_sentence_or_the_picture(whole().substr(0, whole().size() - missing), std::to_string(missing) + " missing");
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST_P(DamagedFile, ChangedBytesNeverDoMoreThanChangeThePicture) {
  testing::internal::CaptureStderr();
  const std::size_t step = whole().size() / 400 + 1;
  int refused = 0;
  for (std::size_t place = 0; place < whole().size(); place += step) {
    std::string bytes = whole();
    for (std::size_t i = place; i < std::min(place + 3, bytes.size()); ++i) {
      bytes[i] = static_cast<char>(~static_cast<unsigned char>(bytes[i]));
    }
    write_text(file(), bytes);
    try {
      EXPECT_FALSE(read_image(file()).empty());
    } catch (const Error&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 0);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST_P(DamagedFile, TheNameDoesNotDecideTheFormat) {
  const TemporaryFolder folder;
  for (const char* name : {"a.jpg", "a.png", "a", "a.txt"}) {
    write_text(folder / name, whole());
    EXPECT_EQ(read_image(folder / name), read_image(file()));
  }
}

std::string refusal(const std::filesystem::path& file) {
  return error_text([&] { read_image(file); });
}

TEST(RefusedFile, OneOfAnotherFormatSaysWhichItIs) {
  using namespace std::string_literals;
  const TemporaryFolder folder;
  const std::array<std::pair<std::string, const char*>, 5> others{
      {{"GIF89a\1\0\1\0", "is a GIF file"},
       {"\0\0\0\x18"s + "ftypheic\0\0\0\0mif1"s, "is a HEIF file"},
       {"\0\0\0\x18"s + "ftypavif\0\0\0\0mif1"s, "is an AVIF file"},
       {"gimp xcf v011", "is a GIMP file"},
       {"just some words\n", "is not a PNG, JPEG, TIFF or WebP picture"}}};
  for (const auto& [bytes, sentence] : others) {
    write_text(folder / "photo.jpg", bytes);
    EXPECT_THAT(refusal(folder / "photo.jpg"),
                AllOf(HasSubstr("photo.jpg\""), HasSubstr(sentence), HasSubstr("export it as PNG")));
  }
}

TEST(RefusedFile, OneThatIsNotThereOrNoFile) {
  const TemporaryFolder folder;
  EXPECT_THAT(refusal(folder / "a.png"), AllOf(StartsWith("There is no file \""), HasSubstr("a.png")));
  EXPECT_THAT(refusal(folder.path()), HasSubstr("is a folder"));
  EXPECT_THAT(refusal("/dev/null"), HasSubstr("is not a plain file"));
  ASSERT_EQ(mkfifo((folder / "pipe.png").c_str(), 0600), 0);
  EXPECT_THAT(refusal(folder / "pipe.png"), HasSubstr("is not a plain file"));
}

TEST(RefusedFile, OneThatMayNotBeRead) {
  const TemporaryFolder folder;
  write_image(gradient(4, 4), folder / "a.png");
  std::filesystem::permissions(folder / "a.png", std::filesystem::perms::none);
  if (geteuid() == 0) {
    GTEST_SKIP() << "root may read everything";
  }
  EXPECT_THAT(refusal(folder / "a.png"), AllOf(HasSubstr("cannot be opened"), HasSubstr("permissions")));
}

TEST(RefusedFile, OneWithMorePixelsThanMemoryBeforeItIsDecoded) {
  const TemporaryFolder folder;
  // A PNG of 900,000 x 900,000 pixels, of which nothing but the header is there.
  const std::string header{'\x89', 'P', 'N',    'G',    '\r',   '\n', '\x1a', '\n',   0,      0, 0, 13, 'I', 'H', 'D',
                           'R',    0,   '\x0d', '\xbb', '\xa0', 0,    '\x0d', '\xbb', '\xa0', 8, 2, 0,  0,   0};
  std::uint32_t crc = 0xFFFFFFFFU;
  for (std::size_t i = 12; i < header.size(); ++i) {
    crc ^= static_cast<unsigned char>(header[i]);
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
  }
  crc = ~crc;
  std::string file = header;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    file += static_cast<char>((crc >> shift) & 0xFFU);
  }
  file += std::string("\0\0\0\0IDAT", 8);
  write_text(folder / "a.png", file);
  EXPECT_THAT(refusal(folder / "a.png"),
              AllOf(HasSubstr("900000 x 900000 pixels"), HasSubstr("more memory than is free")));
}

TEST(RefusedFile, OneWithMoreSamplesThanMemoryBeforeItIsDecoded) {
  const TemporaryFolder folder;
  {
    // Strips of 2,000 x 1,000 pixels with 65,535 samples each: a quarter of a terabyte, of which a byte is there.
    const std::unique_ptr<TIFF, decltype(&TIFFClose)> tiff(TIFFOpen((folder / "a.tif").c_str(), "w"), &TIFFClose);
    // NOLINTBEGIN(cppcoreguidelines-pro-type-vararg): how libtiff takes tags
    TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, 2000);
    TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, 2000);
    TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, 1000);
    TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, 16);
    TIFFSetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, 65535);
    TIFFSetField(tiff.get(), TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
    // NOLINTEND(cppcoreguidelines-pro-type-vararg)
    std::uint8_t byte = 0;
    TIFFWriteRawStrip(tiff.get(), 0, &byte, 1);
  }
  EXPECT_THAT(refusal(folder / "a.tif"), AllOf(StartsWith("\"" + (folder / "a.tif").string() + "\" needs"),
                                               HasSubstr("more memory than is free")));
}

}  // namespace
}  // namespace neural_style
