// What lies between the convolutions: a pass over memory each, in plain C++ that compilers vectorise.
//
// Features are channels last (HxWxC), C a multiple of 64, in float32 or bfloat16, and none is below 0. A bit a feature
// says whether a gradient passes its ReLU, or is its window's maximum: C/8 bytes a position, in an order that only
// these functions know. A window of 2x2 pooling is cut off at a last odd row or column. They use as many threads as
// OpenMP gives, and give the same bytes on any number.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace neural_style::onednn {

struct Grid {
  int height = 0;
  int width = 0;
  int channels = 0;

  [[nodiscard]] std::size_t size() const {
    return static_cast<std::size_t>(height) * static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
  }

  /// After pooling: a last odd row or column makes a window of its own.
  [[nodiscard]] Grid pooled() const { return {(height + 1) / 2, (width + 1) / 2, channels}; }
};

/// A picture of three planes, one after the other or not.
struct Planes {
  float* values = nullptr;   ///< only from_network() writes
  std::ptrdiff_t plane = 0;  ///< from one plane to the next
  std::ptrdiff_t row = 0;
  int height = 0;
  int width = 0;
};

template <class Number>
struct Kernels {
  /// Bits of the features above 0.
  static void mark_positive(const Number* features, std::size_t count, std::uint8_t* bits);

  /// Pools by averaging what each window covers. `bits`: of the features above 0.
  static void pool_average(const Number* features, const Grid& grid, std::uint8_t* bits, Number* pooled);

  /// Pools by taking each window's maximum. `bits`: of the features above 0, or null; `maxima`: of the first maximum of
  /// each window, if above 0.
  static void pool_max(const Number* features, const Grid& grid, std::uint8_t* bits, std::uint8_t* maxima,
                       Number* pooled);

  /// Sets the gradient to 0 where a bit is clear.
  static void keep_marked(Number* gradient, std::size_t count, const std::uint8_t* bits);

  /// Spreads the gradient of averages over their windows of `grid`, 0 where a bit is clear; without bits, everywhere.
  static void unpool_average(const Number* pooled, const Grid& grid, const std::uint8_t* bits, Number* gradient);

  /// Gives the gradient of maxima to the features that they were.
  static void unpool_max(const Number* pooled, const Grid& grid, const std::uint8_t* maxima, Number* gradient);

  /// RGB planes as the network takes them: BGR channels last, less `mean_bgr`, with `border` pixels more on each side
  /// that repeat the outermost.
  static void to_network(const Planes& picture, const std::array<double, 3>& mean_bgr, int border, Number* input);
};

/// The way back of a gradient: what fell to the border is added to the pixels that it repeats.
void from_network(const float* gradient, int border, const Planes& picture);

}  // namespace neural_style::onednn
