#include "weights/safetensors.hpp"

#include "reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  neural_style::fuzz::read_all(data, size, neural_style::read_safetensors);
  return 0;
}
