// oneDNN 2: an operation is described first, and by itself.
#include "network/onednn/descriptors.hpp"

namespace neural_style::onednn {

dnnl::convolution_forward::primitive_desc convolution_descriptor(
    const dnnl::engine& engine, const dnnl::memory::desc& from, const dnnl::memory::desc& weights,
    const dnnl::memory::desc& bias, const dnnl::memory::desc& to, int padding, const dnnl::primitive_attr& attributes) {
  const dnnl::convolution_forward::desc operation(dnnl::prop_kind::forward_inference,
                                                  dnnl::algorithm::convolution_direct, from, weights, bias, to, {1, 1},
                                                  {padding, padding}, {padding, padding});
  return {operation, attributes, engine};
}

dnnl::matmul::primitive_desc product_descriptor(const dnnl::engine& engine, const dnnl::memory::desc& left,
                                                const dnnl::memory::desc& right, const dnnl::memory::desc& to,
                                                const dnnl::primitive_attr& attributes) {
  return {dnnl::matmul::desc(left, right, to), attributes, engine};
}

void append_relu(dnnl::post_ops& operations) { operations.append_eltwise(1, dnnl::algorithm::eltwise_relu, 0, 0); }

}  // namespace neural_style::onednn
