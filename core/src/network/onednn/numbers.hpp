// Numbers of the network, one or some at a time.
#pragma once

#include <c10/util/BFloat16.h>

#include <algorithm>
#include <bit>
#include <cstdint>

namespace neural_style::onednn {

inline float widened(float value) { return value; }
inline float widened(c10::BFloat16 value) { return std::bit_cast<float>(std::uint32_t{value.x} << 16U); }

/// Rounded to nearest, ties to even: LibTorch's own does the same, but with a branch that keeps compilers from
/// vectorising.
template <class Number>
Number narrowed(float value);

template <>
inline float narrowed(float value) {
  return value;
}

template <>
inline c10::BFloat16 narrowed(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t rounded = (bits + 0x7FFFU + ((bits >> 16U) & 1U)) >> 16U;
  const bool is_number = (bits & 0x7FFFFFFFU) <= 0x7F800000U;  // rounding could carry NaN over into a number
  return {static_cast<std::uint16_t>(is_number ? rounded : 0x7FC0U), c10::BFloat16::from_bits()};
}

/// Of features, none of which is below 0: a number of their own width in their order.
inline float ordered(float value) { return value; }
inline std::int16_t ordered(c10::BFloat16 value) { return static_cast<std::int16_t>(value.x); }

inline float larger(float a, float b) { return std::max(a, b); }
inline c10::BFloat16 larger(c10::BFloat16 a, c10::BFloat16 b) {
  return {static_cast<std::uint16_t>(std::max(ordered(a), ordered(b))), c10::BFloat16::from_bits()};
}

/// The value where `mask` is all ones, 0 where it is 0.
inline float masked(float value, std::uint16_t mask) { return mask != 0 ? value : 0; }
inline c10::BFloat16 masked(c10::BFloat16 value, std::uint16_t mask) {
  return {static_cast<std::uint16_t>(value.x & mask), c10::BFloat16::from_bits()};
}

/// Runs of this many channels are worked on together.
inline constexpr int group = 64;

/// A bit for each channel of a group: bit k of word i is that of channel 8k + i. Neighbours' bits lie in different
/// words, so that a vector of words takes in a vector of features at a time.
struct GroupBits {
  static constexpr int words = 8;
  static constexpr int bits = group / words;

  std::uint16_t word[words] = {};  // NOLINT(*-avoid-c-arrays): GCC vectorises it, and std::array not always

  static GroupBits loaded(const std::uint8_t* from) {
    GroupBits loaded;
    for (int i = 0; i < words; ++i) {
      loaded.word[i] = from[i];
    }
    return loaded;
  }

  void store(std::uint8_t* to) const {
    for (int i = 0; i < words; ++i) {
      to[i] = static_cast<std::uint8_t>(word[i]);
    }
  }

  /// Sets the bit of channel 8k + i where `condition` holds: without a branch, which would not be vectorised.
  void set(int k, int i, bool condition) {
    const auto all = static_cast<std::uint16_t>(-static_cast<int>(condition));
    word[i] = static_cast<std::uint16_t>(word[i] | (all & (1U << static_cast<unsigned>(k))));
  }

  /// All ones where the bit of channel 8k + i is set.
  [[nodiscard]] std::uint16_t mask(int k, int i) const {
    return (word[i] & (1U << static_cast<unsigned>(k))) != 0 ? 0xFFFF : 0;
  }
};

}  // namespace neural_style::onednn
