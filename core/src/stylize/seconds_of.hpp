// How long something takes.
#pragma once

#include <chrono>

namespace neural_style {

/// Seconds of wall clock that work() takes.
template <class Work>
double seconds_of(const Work& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

}  // namespace neural_style
