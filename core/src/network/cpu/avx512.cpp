#include "network/cpu/avx512.hpp"

#include "network/cpu/instances.hpp"

namespace neural_style::cpu {

constinit const Kernels avx512_kernels = kernels_of<Avx512>("avx512");

}  // namespace neural_style::cpu
