#include "network/cpu/avx2.hpp"

#include "network/cpu/instances.hpp"

namespace neural_style::cpu {

constinit const Kernels avx2_kernels = kernels_of<Avx2>("avx2");

}  // namespace neural_style::cpu
