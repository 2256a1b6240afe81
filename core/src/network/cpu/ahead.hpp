// Memory that is asked for before it is needed.
//
// Where a loop reads a little of many rows, the processor does not see by itself what comes next, and waits for it.
// Asked for all of it at once it waits as well, so that a loop asks for a line or two with each step. It goes into the
// second cache: quick enough from there, and what is at work stays in the first. What is asked for need not exist.
#pragma once

#include <cstddef>

namespace neural_style::cpu {

inline constexpr int cache_line = 16;  ///< floats

[[gnu::always_inline]] inline void fetch(const float* from) { __builtin_prefetch(from, 0, 2); }

/// Two ranges, of each of which a line is fetched with a step.
struct Ahead {
  const float* one = nullptr;
  const float* other = nullptr;
  std::ptrdiff_t stride = 0;  ///< floats from one line to the next
  int steps = 0;
};

}  // namespace neural_style::cpu
