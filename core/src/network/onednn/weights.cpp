#include "network/onednn/weights.hpp"

#include <ATen/ATen.h>

#include <algorithm>

namespace neural_style::onednn {

const dnnl::memory& Weights::in(const dnnl::memory::desc& order, const Device& device) {
  const auto found =
      std::ranges::find_if(ordered_, [&](const dnnl::memory& memory) { return memory.get_desc() == order; });
  if (found != ordered_.end()) {
    return *found;
  }
  const DataType type = plain_.scalar_type() == at::kBFloat16 ? DataType::bf16 : DataType::f32;
  const dnnl::memory::desc plain(plain_.sizes().vec(), type, dnnl::memory::format_tag::oihw);
  dnnl::memory from(plain, device.engine, plain_.data_ptr());
  dnnl::memory to(order, device.engine);
  dnnl::reorder(from, to).execute(device.stream, from, to);
  return ordered_.emplace_back(std::move(to));
}

}  // namespace neural_style::onednn
