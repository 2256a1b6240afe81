// A convolution's weights, in every order that oneDNN has asked for.
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "network/onednn/primitives.hpp"

namespace neural_style::onednn {

class Weights {
 public:
  Weights() = default;
  /// `plain`: OIHW, contiguous.
  explicit Weights(at::Tensor plain) : plain_(std::move(plain)) {}

  /// The weights as `order` wants them: brought into it once. Another size of picture may well want another order, but
  /// there are only a few.
  const dnnl::memory& in(const dnnl::memory::desc& order, const Device& device);

 private:
  at::Tensor plain_;
  std::vector<dnnl::memory> ordered_;
};

}  // namespace neural_style::onednn
