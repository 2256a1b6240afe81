// What a piece of work takes in memory.
#pragma once

#include <gtest/gtest.h>
#include <malloc.h>

#include <fstream>
#include <string>

#include "support/temporary_folder.hpp"

namespace neural_style {

/// Bytes that the process has ("VmRSS:"), or had at most ("VmHWM:").
inline double process_memory(const std::string& which) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (double kilobytes = 0; word == which && status >> kilobytes) {
      return kilobytes * 1024;
    }
  }
  ADD_FAILURE() << "no " << which;
  return 0;
}

/// The most bytes that the process had more during the work than before. Under sanitizers, which keep what is freed and
/// more beside, none.
template <class Work>
double memory_growth(const Work& work) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  work();
  return 0;
#else
  malloc_trim(0);
  write_text("/proc/self/clear_refs", "5");  // makes VmHWM begin anew
  const double before = process_memory("VmRSS:");
  work();
  return process_memory("VmHWM:") - before;
#endif
}

}  // namespace neural_style
