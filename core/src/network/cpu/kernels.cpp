#include "network/cpu/kernels.hpp"

#include "stylize/machine.hpp"

namespace neural_style::cpu {

const Kernels* kernels() {
  switch (kernel_set()) {
    case KernelSet::avx512:
      return &avx512_kernels;
    case KernelSet::avx2:
      return &avx2_kernels;
    case KernelSet::none:
      break;
  }
  return nullptr;
}

}  // namespace neural_style::cpu
