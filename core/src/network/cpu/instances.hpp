// Every kernel for one instruction set. Included by a file of its own for each set, which alone is compiled for it.
#pragma once

#include "network/cpu/first.hpp"
#include "network/cpu/gram.hpp"
#include "network/cpu/kernels.hpp"
#include "network/cpu/winograd.hpp"

namespace neural_style::cpu {

template <class Isa, int side>
constexpr WinogradKernels winograd_kernels_of() {
  using Kernel = Winograd<Isa, side>;
  return {Kernel::weights_size, Kernel::transform_weights, Kernel::scratch_size, Kernel::convolve};
}

template <class Isa>
constexpr Kernels kernels_of(const char* name) {
  return {name,
          winograd_kernels_of<Isa, 4>(),
          winograd_kernels_of<Isa, 6>(),
          First<Isa>::weights_size,
          First<Isa>::transform_weights,
          First<Isa>::forward,
          First<Isa>::backward,
          Gram<Isa>::sum,
          Gram<Isa>::pack,
          Gram<Isa>::add_product};
}

}  // namespace neural_style::cpu
