// Which way up a photograph is: EXIF by Exiv2.
#include "picture/orientation.hpp"

#include <exiv2/exiv2.hpp>
#include <mutex>

#include "picture/mat.hpp"

namespace neural_style {
namespace {

/// Exiv2 writes warnings to stderr, by a setting of the whole process.
class Quiet {
 public:
  Quiet() : before_(Exiv2::LogMsg::level()) { Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute); }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;
  Quiet(Quiet&&) = delete;
  Quiet& operator=(Quiet&&) = delete;
  ~Quiet() { Exiv2::LogMsg::setLevel(before_); }

 private:
  Exiv2::LogMsg::Level before_;
};

}  // namespace

int exif_orientation(BytesView file) {
  static std::mutex one_at_a_time;  // for that setting, and for its XMP toolkit
  const std::scoped_lock lock(one_at_a_time);
  const Quiet quiet;
  try {
    const auto metadata = Exiv2::ImageFactory::open(file.data(), static_cast<long>(file.size()));
    metadata->readMetadata();
    const auto found = metadata->exifData().findKey(Exiv2::ExifKey("Exif.Image.Orientation"));
    if (found == metadata->exifData().end() || found->count() == 0) {
      return 1;
    }
    const auto orientation = found->value().toFloat();
    return orientation >= 1 && orientation <= 8 ? static_cast<int>(orientation) : 1;
  } catch (const Exiv2::Error&) {
    return 1;
  }
}

Image upright(Image picture, int orientation) {
  // Bits of orientation - 1: 4 is transposed; then 2 is upside down, and 1 or both of them mirrored.
  const bool transposed = orientation >= 5;
  const bool flip_horizontally = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  const bool flip_vertically = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  if (transposed) {
    Image turned(picture.height(), picture.width());
    cv::Mat result = mat(turned);
    cv::transpose(mat(picture), result);
    picture = std::move(turned);
  }
  if (flip_horizontally || flip_vertically) {
    constexpr int both = -1;
    constexpr int around_y = 1;
    cv::Mat result = mat(picture);
    cv::flip(result, result, flip_horizontally && flip_vertically ? both : flip_horizontally ? around_y : 0);
  }
  return picture;
}

}  // namespace neural_style
