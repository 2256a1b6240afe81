// The pictures that go in and come out: plain memory, no library's type.
#pragma once

#include <cstddef>
#include <span>
#include <stdexcept>
#include <vector>

namespace neural_style {

/// A picture of `Channels` interleaved floats a pixel (HWC), row-major from the top left, rows without gaps. A value:
/// copies are deep, moves are cheap. Not synchronised: one writer or many readers at a time.
template <int Channels>
class Raster {
 public:
  static constexpr int channels = Channels;  ///< samples a pixel

  Raster() = default;

  /// All samples zero. Throws std::invalid_argument unless both sides are at least 1.
  Raster(int width, int height) : width_(width), height_(height) {
    if (width < 1 || height < 1) {
      throw std::invalid_argument("a picture has at least one pixel a side");
    }
    samples_.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * Channels);
  }

  /// Pixels; 0 of a default-constructed one alone, which is empty().
  [[nodiscard]] int width() const { return width_; }
  /// Likewise.
  [[nodiscard]] int height() const { return height_; }
  /// Whether there is no picture at all.
  [[nodiscard]] bool empty() const { return samples_.empty(); }

  /// Row y of 0..height-1: width·Channels samples, not copied.
  [[nodiscard]] std::span<float> row(int y) { return {samples_.data() + offset(y), row_length()}; }
  /// Likewise, to be read.
  [[nodiscard]] std::span<const float> row(int y) const { return {samples_.data() + offset(y), row_length()}; }

  /// Every sample: height·width·Channels of them.
  [[nodiscard]] std::span<float> samples() { return samples_; }
  /// Likewise, to be read.
  [[nodiscard]] std::span<const float> samples() const { return samples_; }

  /// Of the same size, with equal samples: a NaN is equal to none.
  friend bool operator==(const Raster&, const Raster&) = default;

 private:
  [[nodiscard]] std::size_t row_length() const { return static_cast<std::size_t>(width_) * Channels; }
  [[nodiscard]] std::size_t offset(int y) const { return static_cast<std::size_t>(y) * row_length(); }

  int width_ = 0;
  int height_ = 0;
  std::vector<float> samples_;
};

/// Red, green, blue and alpha, gamma-encoded sRGB, each 0..1, alpha not premultiplied. The library clips values outside
/// the range and counts NaN as 0 (with a warning in the result); the colour under alpha 0 is never looked at.
using Image = Raster<4>;

/// One weight a pixel, 0..1: a selection, 1 is selected.
using Mask = Raster<1>;

}  // namespace neural_style
