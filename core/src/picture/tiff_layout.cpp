#include "picture/tiff_layout.hpp"

#include <opencv2/core/cvdef.h>
#include <tiff.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "picture/samples.hpp"

namespace neural_style::tiff {
namespace {

template <typename Value>
Value value_at(const std::uint8_t* row, std::size_t index) {
  Value value{};
  std::memcpy(&value, row + index * sizeof(Value), sizeof(Value));
  return value;
}

}  // namespace

std::uint32_t bits_at(const std::uint8_t* row, std::size_t index, unsigned bits) {
  const std::size_t per_byte = 8 / bits;
  const auto shift = static_cast<unsigned>((per_byte - 1 - index % per_byte) * bits);
  return (static_cast<unsigned>(row[index / per_byte]) >> shift) & ((1U << bits) - 1U);
}

float sample_at(const std::uint8_t* row, std::size_t index, const Layout& layout) {
  if (layout.floating) {
    switch (layout.bits) {
      case 16:
        return std::bit_cast<cv::float16_t>(value_at<std::uint16_t>(row, index));
      case 32:
        return value_at<float>(row, index);
      default:
        return static_cast<float>(value_at<double>(row, index));
    }
  }
  switch (layout.bits) {
    case 8:
      return to_float(row[index]);
    case 16:
      return to_float(value_at<std::uint16_t>(row, index));
    case 32:
      return to_float(value_at<std::uint32_t>(row, index));
    default:
      return static_cast<float>(bits_at(row, index, layout.bits)) / static_cast<float>((1U << layout.bits) - 1U);
  }
}

void place(float value, std::size_t sample, const Layout& layout, std::span<float, 4> rgba) {
  if (sample < layout.colours) {
    if (layout.colours == 1) {
      std::fill_n(rgba.begin(), 3, layout.photometric == PHOTOMETRIC_MINISWHITE ? 1 - value : value);
    } else {
      rgba[sample] = value;
    }
  } else if (sample == layout.colours && layout.alpha != Alpha::none) {
    rgba[3] = value;
  }
}

void finish_alpha(Image& picture, Alpha alpha) {
  const auto samples = picture.samples();
  for (std::size_t i = 0; i < samples.size(); i += 4) {
    if (alpha == Alpha::none) {
      samples[i + 3] = 1;
    } else if (alpha == Alpha::premultiplied) {
      for (std::size_t channel = i; channel < i + 3; ++channel) {
        samples[channel] = samples[i + 3] > 0 ? samples[channel] / samples[i + 3] : 0;
      }
    }
  }
}

}  // namespace neural_style::tiff
