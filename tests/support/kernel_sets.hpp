// Every set of kernels that this processor can run.
#pragma once

#include <vector>

#include "network/cpu/kernels.hpp"

namespace neural_style {

inline std::vector<const cpu::Kernels*> kernel_sets() {
  std::vector<const cpu::Kernels*> sets;
  if (static_cast<bool>(__builtin_cpu_supports("avx2")) && static_cast<bool>(__builtin_cpu_supports("fma"))) {
    sets.push_back(&cpu::avx2_kernels);
  }
  if (static_cast<bool>(__builtin_cpu_supports("avx512f"))) {
    sets.push_back(&cpu::avx512_kernels);
  }
  return sets;
}

}  // namespace neural_style
