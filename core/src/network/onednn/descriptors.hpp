// What the versions of oneDNN do not agree on. CMake takes the file of the version that it finds.
#pragma once

#include <oneapi/dnnl/dnnl.hpp>

namespace neural_style::onednn {

/// A forward convolution of stride 1 with `padding` zeros on each side; an empty `bias` is none.
dnnl::convolution_forward::primitive_desc convolution_descriptor(
    const dnnl::engine& engine, const dnnl::memory::desc& from, const dnnl::memory::desc& weights,
    const dnnl::memory::desc& bias, const dnnl::memory::desc& to, int padding, const dnnl::primitive_attr& attributes);

dnnl::matmul::primitive_desc product_descriptor(const dnnl::engine& engine, const dnnl::memory::desc& left,
                                                const dnnl::memory::desc& right, const dnnl::memory::desc& to,
                                                const dnnl::primitive_attr& attributes);

void append_relu(dnnl::post_ops& operations);

}  // namespace neural_style::onednn
