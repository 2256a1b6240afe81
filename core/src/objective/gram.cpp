#include "objective/gram.hpp"

#include <ATen/ATen.h>

#include <algorithm>

namespace neural_style {
namespace {

/// Positions that are widened to float32 at a time: enough to keep the matrix product busy, little beside the features.
constexpr std::int64_t block_positions = 16384;

/// The features as a matrix of positions by channels: a view, since channels come last in memory.
at::Tensor positions_by_channels(const at::Tensor& features) {
  return features.permute({0, 2, 3, 1}).reshape({-1, features.size(1)});
}

double weight_sum(const at::Tensor& features, const at::Tensor& weight) {
  return weight.defined() ? weight.sum(at::kDouble).item<double>()
                          : static_cast<double>(features.size(2) * features.size(3));
}

}  // namespace

at::Tensor gram_matrix(const at::Tensor& features, const at::Tensor& weight) {
  const at::ScalarType sum_type = features.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
  const at::Tensor rows = positions_by_channels(features);
  const std::int64_t count = rows.size(0);
  at::Tensor gram = at::zeros({rows.size(1), rows.size(1)}, rows.options().dtype(sum_type));
  for (std::int64_t first = 0; first < count; first += block_positions) {
    const std::int64_t end = std::min(first + block_positions, count);
    const at::Tensor block = rows.slice(0, first, end).to(sum_type);
    const at::Tensor weighted =
        weight.defined() ? block * weight.reshape({-1, 1}).slice(0, first, end).to(sum_type) : block;
    gram.addmm_(block.t(), weighted);
  }
  return gram.div_(weight_sum(features, weight));
}

at::Tensor gram_gradient(const at::Tensor& features, const at::Tensor& weight, const at::Tensor& difference, double k) {
  const at::Tensor factor = (difference * (4 * k / weight_sum(features, weight))).to(features.scalar_type());
  at::Tensor rows = at::mm(positions_by_channels(features), factor);
  if (weight.defined()) {
    rows.mul_(weight.reshape({-1, 1}).to(rows.scalar_type()));
  }
  return rows.reshape({1, features.size(2), features.size(3), features.size(1)}).permute({0, 3, 1, 2});
}

}  // namespace neural_style
