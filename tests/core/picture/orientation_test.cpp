// Photographs that were taken with the camera turned.
#include "picture/orientation.hpp"

#include <gtest/gtest.h>

#include <exiv2/exiv2.hpp>
#include <tuple>

#include "neural_style/image_file.hpp"
#include "support/pictures.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {
namespace {

/// As the EXIF specification words it: where row 0 and column 0 of the file are in the scene. The upright pixel (x, y)
/// of a file of width x height, by orientation.
std::pair<int, int> place_in_file(int orientation, int x, int y, int width, int height) {
  switch (orientation) {
    case 1:  // top, left
      return {x, y};
    case 2:  // top, right
      return {width - 1 - x, y};
    case 3:  // bottom, right
      return {width - 1 - x, height - 1 - y};
    case 4:  // bottom, left
      return {x, height - 1 - y};
    case 5:  // left, top
      return {y, x};
    case 6:  // right, top
      return {y, height - 1 - x};
    case 7:  // right, bottom
      return {width - 1 - y, height - 1 - x};
    default:  // left, bottom
      return {width - 1 - y, x};
  }
}

class Orientation : public testing::TestWithParam<std::tuple<int, const char*>> {};

INSTANTIATE_TEST_SUITE_P(Files, Orientation,
                         testing::Combine(testing::Range(1, 9), testing::Values("a.png", "a.jpg", "a.tif", "a.webp")));

TEST_P(Orientation, IsAppliedOnReading) {
  const auto& [orientation, name] = GetParam();
  const TemporaryFolder folder;
  write_image(gradient(48, 32), folder / name);
  const Image stored = read_image(folder / name);
  {
    const auto file = Exiv2::ImageFactory::open((folder / name).string());
    file->readMetadata();
    file->exifData()["Exif.Image.Orientation"] = static_cast<std::uint16_t>(orientation);
    file->writeMetadata();
  }
  const Image turned = read_image(folder / name);
  ASSERT_EQ(turned.width(), orientation < 5 ? 48 : 32);
  ASSERT_EQ(turned.height(), orientation < 5 ? 32 : 48);
  for (int y = 0; y < turned.height(); ++y) {
    for (int x = 0; x < turned.width(); ++x) {
      const auto [file_x, file_y] = place_in_file(orientation, x, y, 48, 32);
      for (std::size_t channel = 0; channel < 4; ++channel) {
        ASSERT_EQ(turned.row(y)[static_cast<std::size_t>(x) * 4 + channel],
                  stored.row(file_y)[static_cast<std::size_t>(file_x) * 4 + channel])
            << x << ", " << y;
      }
    }
  }
}

TEST(OrientationOfOddFiles, ValuesThatMeanNothingAreTakenForUpright) {
  const TemporaryFolder folder;
  for (const int orientation : {0, 9, 65535}) {
    write_image(gradient(48, 32), folder / "a.jpg");
    const Image stored = read_image(folder / "a.jpg");
    const auto file = Exiv2::ImageFactory::open((folder / "a.jpg").string());
    file->readMetadata();
    file->exifData()["Exif.Image.Orientation"] = static_cast<std::uint16_t>(orientation);
    file->writeMetadata();
    EXPECT_EQ(read_image(folder / "a.jpg"), stored) << orientation;
  }
}

TEST(OrientationOfOddFiles, WhatIsNoPictureIsUpright) {
  const Bytes nonsense(100, 7);
  EXPECT_EQ(exif_orientation(nonsense), 1);
}

}  // namespace
}  // namespace neural_style
