#include "network/cpu/cpu_vgg19.hpp"
#include "network/device.hpp"
#include "network/onednn/has_bfloat16.hpp"
#include "network/onednn/onednn_vgg19.hpp"
#include "network/vgg19.hpp"

namespace neural_style {

std::unique_ptr<Network> make_network(const NetworkWeights& weights, Pooling pooling, Padding padding,
                                      at::ScalarType type, const std::optional<Card>& card) {
  if (card) {
    return std::make_unique<Vgg19>(weights, pooling, padding, type, device_of(card));
  }
  if (const cpu::Kernels* kernels = cpu::kernels(); kernels != nullptr && type == at::kFloat) {
    return std::make_unique<cpu::CpuVgg19>(*kernels, weights, pooling, padding);
  }
  if (type == at::kBFloat16 && onednn::has_bfloat16()) {
    return std::make_unique<onednn::OnednnVgg19<at::BFloat16>>(weights, pooling, padding);
  }
  return std::make_unique<Vgg19>(weights, pooling, padding, type);
}

}  // namespace neural_style
