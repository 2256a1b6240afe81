#include "network/cpu/kernels.hpp"

#include <cstdlib>
#include <string_view>

namespace neural_style::cpu {
namespace {

/// LibTorch's own switch, heeded so that one switch shows what another machine would do.
std::string_view most_capable() {
  const char* set = std::getenv("ATEN_CPU_CAPABILITY");
  return set == nullptr ? std::string_view() : std::string_view(set);
}

}  // namespace

const Kernels* kernels() {
  const std::string_view most = most_capable();
  if (most == "default") {
    return nullptr;
  }
  if (static_cast<bool>(__builtin_cpu_supports("avx512f")) && most != "avx2") {
    return &avx512_kernels;
  }
  const bool avx2 =
      static_cast<bool>(__builtin_cpu_supports("avx2")) && static_cast<bool>(__builtin_cpu_supports("fma"));
  return avx2 ? &avx2_kernels : nullptr;
}

}  // namespace neural_style::cpu
