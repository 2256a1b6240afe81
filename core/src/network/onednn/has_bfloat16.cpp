#include "network/onednn/has_bfloat16.hpp"

#include "network/onednn/primitives.hpp"

namespace neural_style::onednn {

bool has_bfloat16() {
  // One of each kind that the network and Gram make; which processors can do what, oneDNN alone knows.
  static const bool has = [] {
    try {
      const Device device;
      const Convolution first(device, {3, 64, 16, 16, 1, true}, DataType::bf16, DataType::bf16);
      const Convolution inner(device, {64, 64, 16, 16, 1, true}, DataType::bf16, DataType::bf16);
      const Convolution inner_backward(device, {64, 64, 16, 16, 1, false}, DataType::bf16, DataType::bf16);
      const Convolution first_backward(device, {64, 3, 16, 16, 1, false}, DataType::bf16, DataType::f32);
      const Product gram(device, {2, 64, 128, 64, true, false}, DataType::bf16, DataType::f32);
      const Product gradient(device, {1, 256, 64, 64, false, true}, DataType::bf16, DataType::bf16);
      return true;
    } catch (const dnnl::error&) {
      return false;
    }
  }();
  return has;
}

}  // namespace neural_style::onednn
