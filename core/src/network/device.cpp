#include "network/device.hpp"

#include <ATen/Context.h>

#include <algorithm>
#include <string>

#include "network/cuda/cuda.hpp"
#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"

namespace neural_style {

std::optional<Card> chosen_card(const Settings& settings) {
  if (settings.device == Device::cpu) {
    return std::nullopt;
  }
  std::optional<Card> card = cuda::card();
  if (!card && settings.device == Device::cuda) {
    throw Error(cuda::built_in()
                    ? tr("No graphics card answers to CUDA. Check its driver, or choose the device \"cpu\" or "
                         "\"automatic\".")
                    : tr("This LibTorch was built without CUDA. Choose the device \"cpu\" or \"automatic\", or build "
                         "Neural Style with a LibTorch that has CUDA."));
  }
  return card;
}

at::Device device_of(const std::optional<Card>& card) { return card ? cuda::device() : at::kCPU; }

std::size_t memory_limit(const Settings& settings, const std::optional<Card>& card) {
  if (!card) {
    return memory_limit(settings);
  }
  constexpr double most = 0.92;  // what is left goes to CUDA's libraries, and to gaps between tensors
  const auto available = static_cast<std::size_t>(most * static_cast<double>(cuda::available_memory()));
  constexpr std::size_t mebibyte = std::size_t{1} << 20U;
  return settings.memory_limit > 0 ? std::min(static_cast<std::size_t>(settings.memory_limit) * mebibyte, available)
                                   : available;
}

void compute_exactly(Precision precision) {
  at::Context& context = at::globalContext();
  context.setDeterministicCuDNN(true);
  context.setBenchmarkCuDNN(false);  // which chooses by a timing
  context.setAllowTF32CuDNN(false);
  // TF32 has all of bfloat16's digits: products of widened features are exact, and added up in float32.
  context.setAllowTF32CuBLAS(precision == Precision::bfloat16);
}

bool is_out_of_memory(const c10::Error& error) {
  if (dynamic_cast<const c10::OutOfMemoryError*>(&error) != nullptr) {
    return true;
  }
  // cuDNN, cuBLAS and LibTorch for the processor have no exception of their own for it.
  const std::string text = error.what_without_backtrace();
  const auto says = [&](const char* words) { return text.find(words) != std::string::npos; };
  return says("ALLOC_FAILED") || says("out of memory") || says("not enough memory");
}

}  // namespace neural_style
