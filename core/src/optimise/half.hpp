// Numbers in 16 bits as IEEE 754's binary16 has them, without infinities and NaN; in plain arithmetic that every
// compiler turns into vector instructions, since not every processor converts them itself.
#pragma once

#include <bit>
#include <cstdint>

namespace neural_style {

/// The largest power of two that it holds.
inline constexpr float half_largest_power = 32768;

inline constexpr std::uint32_t half_sign = 0x8000;
inline constexpr unsigned half_dropped_bits = 13;  // of a float's 23 bits behind the point, 10 stay

/// The nearest half; |value| is at most half_largest_power.
inline std::uint16_t to_half(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
  constexpr std::uint32_t exponent_difference = 112U << 23U;  // between the two formats' biases, 127 and 15
  const std::uint32_t rounding = 0xFFFU + ((magnitude >> half_dropped_bits) & 1U);
  const std::uint32_t normal = (magnitude + rounding - exponent_difference) >> half_dropped_bits;
  // Below 2^-14 halves lie evenly, 2^-24 apart: so does a float whose last bit is worth that much.
  constexpr float even = 0.5F;
  const float evened = std::bit_cast<float>(magnitude) + even;
  const std::uint32_t small = std::bit_cast<std::uint32_t>(evened) - std::bit_cast<std::uint32_t>(even);
  constexpr std::uint32_t smallest_normal = 113U << 23U;  // 2^-14
  const std::uint32_t half = magnitude < smallest_normal ? small : normal;
  return static_cast<std::uint16_t>(half | ((bits >> 16U) & half_sign));
}

inline float from_half(std::uint16_t half) {
  const std::uint32_t magnitude = (half & 0x7FFFU) << half_dropped_bits;
  constexpr float exponent_difference = 0x1p112F;
  const float value = std::bit_cast<float>(magnitude) * exponent_difference;
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(value) | ((half & half_sign) << 16U));
}

}  // namespace neural_style
