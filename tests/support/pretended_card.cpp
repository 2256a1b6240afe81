// A graphics card that is the processor: for engines whose LibTorch has no CUDA, in place of network/cuda/none.cpp. All
// but LibTorch's own kernels is then what a card's runs go through.
#include "network/cuda/cuda.hpp"

namespace neural_style::cuda {

bool built_in() { return true; }
std::optional<Card> card() { return Card{"Pretended", false}; }
at::Device device() { return at::kCPU; }
std::size_t available_memory() { return std::size_t{8} << 30U; }
void give_back() {}

}  // namespace neural_style::cuda
