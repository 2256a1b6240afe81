#include "network/onednn/primitives.hpp"

#include "network/onednn/descriptors.hpp"

namespace neural_style::onednn {
namespace {

using Tag = dnnl::memory::format_tag;

/// oneDNN has no way to say that it only reads.
void* writable(const void* values) {
  return const_cast<void*>(values);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

/// Memory that is told where it is each time it is used.
dnnl::memory placeless(const dnnl::memory::desc& description, const Device& device) {
  return {description, device.engine, DNNL_MEMORY_NONE};
}

}  // namespace

Convolution::Convolution(const Device& device, const ConvolutionShape& shape, DataType from, DataType to) {
  const int shrinks = 2 - 2 * shape.padding;
  const dnnl::memory::desc source({1, shape.inputs, shape.height, shape.width}, from, Tag::nhwc);
  const dnnl::memory::desc weights({shape.outputs, shape.inputs, 3, 3}, from, Tag::any);
  const dnnl::memory::desc target({1, shape.outputs, shape.height - shrinks, shape.width - shrinks}, to, Tag::nhwc);
  dnnl::memory::desc bias;
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  if (shape.relu) {
    bias = {{shape.outputs}, DataType::f32, Tag::x};
    dnnl::post_ops operations;
    append_relu(operations);
    attributes.set_post_ops(operations);
  }
  const auto description =
      convolution_descriptor(device.engine, source, weights, bias, target, shape.padding, attributes);
  primitive_ = dnnl::convolution_forward(description);
  weights_ = description.weights_desc();
  scratch_size_ = description.scratchpad_desc().get_size();
  arguments_ = {{DNNL_ARG_SRC, placeless(source, device)},
                {DNNL_ARG_DST, placeless(target, device)},
                {DNNL_ARG_SCRATCHPAD, placeless(description.scratchpad_desc(), device)}};
  if (shape.relu) {
    arguments_.emplace(DNNL_ARG_BIAS, placeless(bias, device));
  }
}

void Convolution::operator()(const Device& device, const void* from, const dnnl::memory& weights, const float* bias,
                             void* to, void* scratch) {
  arguments_.insert_or_assign(DNNL_ARG_WEIGHTS, weights);
  arguments_.at(DNNL_ARG_SRC).set_data_handle(writable(from));
  arguments_.at(DNNL_ARG_DST).set_data_handle(to);
  arguments_.at(DNNL_ARG_SCRATCHPAD).set_data_handle(scratch);
  if (const auto place = arguments_.find(DNNL_ARG_BIAS); place != arguments_.end()) {
    place->second.set_data_handle(writable(bias));
  }
  primitive_.execute(device.stream, arguments_);
}

Product::Product(const Device& device, const ProductShape& shape, DataType from, DataType to) {
  // A matrix by itself has but two dimensions: oneDNN lays it out better then.
  const bool single = shape.count == 1;
  const auto matrix = [&](int rows, int columns, DataType type, bool transposed) -> dnnl::memory::desc {
    if (single) {
      return {{rows, columns}, type, transposed ? Tag::ba : Tag::ab};
    }
    return {{shape.count, rows, columns}, type, transposed ? Tag::acb : Tag::abc};
  };
  const dnnl::memory::desc left = matrix(shape.rows, shape.inner, from, shape.transposed);
  const dnnl::memory::desc right = matrix(shape.inner, shape.columns, from, false);
  const dnnl::memory::desc target = matrix(shape.rows, shape.columns, to, false);
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  if (shape.added) {
    dnnl::post_ops operations;
    operations.append_sum(1);
    attributes.set_post_ops(operations);
  }
  const auto description = product_descriptor(device.engine, left, right, target, attributes);
  primitive_ = dnnl::matmul(description);
  scratch_size_ = description.scratchpad_desc().get_size();
  arguments_ = {{DNNL_ARG_SRC, placeless(left, device)},
                {DNNL_ARG_WEIGHTS, placeless(right, device)},
                {DNNL_ARG_DST, placeless(target, device)},
                {DNNL_ARG_SCRATCHPAD, placeless(description.scratchpad_desc(), device)}};
}

void Product::operator()(const Device& device, const void* left, const void* right, void* to, void* scratch) {
  arguments_.at(DNNL_ARG_SRC).set_data_handle(writable(left));
  arguments_.at(DNNL_ARG_WEIGHTS).set_data_handle(writable(right));
  arguments_.at(DNNL_ARG_DST).set_data_handle(to);
  arguments_.at(DNNL_ARG_SCRATCHPAD).set_data_handle(scratch);
  primitive_.execute(device.stream, arguments_);
}

}  // namespace neural_style::onednn
