#include "network/cuda/cuda.hpp"

#include <ATen/ATen.h>
#include <ATen/cuda/CUDAContext.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <cuda_runtime_api.h>

namespace neural_style::cuda {
namespace {

/// What LibTorch has of the card's memory, in use or kept for later.
std::size_t held_memory() {
  constexpr std::size_t all_together = 0;  // of the kinds of statistics, whose names change with the version
  return static_cast<std::size_t>(c10::cuda::CUDACachingAllocator::getDeviceStats(c10::cuda::current_device())
                                      .reserved_bytes[all_together]
                                      .current);
}

}  // namespace

bool built_in() { return true; }

std::optional<Card> card() {
  if (!at::hasCUDA()) {
    return std::nullopt;
  }
  try {
    at::ones({1}, at::TensorOptions().device(at::kCUDA)).item();
  } catch (const c10::Error&) {
    return std::nullopt;  // it is there, but does not work
  }
  const cudaDeviceProp* const properties = at::cuda::getCurrentDeviceProperties();
  constexpr int first_with_bfloat16 = 8;
  return Card{properties->name, properties->major >= first_with_bfloat16};
}

at::Device device() { return at::kCUDA; }

std::size_t available_memory() {
  std::size_t free = 0;
  std::size_t all = 0;
  return cudaMemGetInfo(&free, &all) == cudaSuccess ? free + held_memory() : 0;
}

void give_back() { c10::cuda::CUDACachingAllocator::emptyCache(); }

}  // namespace neural_style::cuda
