// Every kernel for one instruction set. Included by a file of its own for each set, which alone is compiled for it.
#pragma once

#include "network/cpu/first.hpp"
#include "network/cpu/gram.hpp"
#include "network/cpu/kernels.hpp"
#include "network/cpu/winograd.hpp"

namespace neural_style::cpu {

template <class Isa>
constexpr Kernels kernels_of(const char* name) {
  return {name,
          Winograd<Isa>::weights_size,
          Winograd<Isa>::transform_weights,
          Winograd<Isa>::scratch_size,
          Winograd<Isa>::convolve,
          First<Isa>::weights_size,
          First<Isa>::transform_weights,
          First<Isa>::forward,
          First<Isa>::backward,
          Gram<Isa>::sum,
          Gram<Isa>::pack,
          Gram<Isa>::add_product};
}

}  // namespace neural_style::cpu
