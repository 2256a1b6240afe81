#include "objective/gram.hpp"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>

#include "network/borrowed.hpp"
#include "network/cpu/kernels.hpp"
#include "network/onednn/gram.hpp"
#include "network/onednn/has_bfloat16.hpp"

namespace neural_style {
namespace {

/// Positions that are widened to float32 at a time: enough to keep the matrix product busy, little beside the features.
std::int64_t block_positions(const at::Tensor& features) {
  constexpr std::int64_t on_processor = 16384;
  constexpr std::int64_t numbers_on_card = std::int64_t{1} << 24U;
  return features.is_cpu() ? on_processor : numbers_on_card / features.size(1);
}

/// The features as a matrix of positions by channels: a view, if they are not a part of something wider, since
/// channels come last in memory.
at::Tensor positions_by_channels(const at::Tensor& features) {
  return features.permute({0, 2, 3, 1}).reshape({-1, features.size(1)});
}

/// The features as our own kernels want them; these can do nothing with others.
bool suits_kernels(const at::Tensor& features) {
  const std::int64_t channels = features.size(1);
  return cpu::kernels() != nullptr && features.is_cpu() && features.scalar_type() == at::kFloat && channels % 64 == 0 &&
         channels <= 512 && features.stride(1) == 1 && features.stride(3) == channels;
}

/// The features as the kernels, or as oneDNN's products, want to be told of them.
template <class Rectangle, class Number>
Rectangle rectangle_of(const at::Tensor& features) {
  return {features.data_ptr<Number>(), features.stride(2), static_cast<int>(features.size(2)),
          static_cast<int>(features.size(3)), static_cast<int>(features.size(1))};
}

cpu::Rectangle rectangle(const at::Tensor& features) { return rectangle_of<cpu::Rectangle, float>(features); }

using OnednnGram = onednn::Gram<at::BFloat16>;

/// Whether oneDNN's products are for these features.
bool suits_onednn(const at::Tensor& features) {
  return features.is_cpu() && features.scalar_type() == at::kBFloat16 && onednn::has_bfloat16() &&
         features.stride(1) == 1 && features.stride(3) == features.size(1);
}

OnednnGram::Features onednn_rectangle(const at::Tensor& features) {
  return rectangle_of<OnednnGram::Features, at::BFloat16>(features);
}

/// The sums in memory of ours as a matrix of its own.
at::Tensor matrix_of(const double* sums, std::int64_t channels) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): it is only read
  return at::from_blob(const_cast<double*>(sums), {channels, channels}, at::TensorOptions().dtype(at::kDouble))
      .to(at::kFloat);
}

/// plain_rows() of a weight, which may be undefined.
at::Tensor plain(const at::Tensor& weight) { return weight.defined() ? plain_rows(weight) : weight; }

cpu::Weights weights(const at::Tensor& weight) {
  return weight.defined() ? cpu::Weights{weight.data_ptr<float>(), weight.stride(2)} : cpu::Weights{};
}

}  // namespace

double weight_sum(const at::Tensor& weight, std::int64_t height, std::int64_t width) {
  return weight.defined() ? weight.sum(at::kDouble).item<double>() : static_cast<double>(height * width);
}

GramSums::GramSums() = default;
GramSums::~GramSums() = default;

OnednnGram& GramSums::onednn() {
  if (onednn_ == nullptr) {
    onednn_ = std::make_unique<OnednnGram>();
  }
  return *onednn_;
}

at::Tensor GramSums::of(const at::Tensor& features, const at::Tensor& weight) {
  const std::int64_t channels = features.size(1);
  if (suits_kernels(features)) {
    const int threads = at::get_num_threads();
    double* const sums = sums_.at_least(static_cast<std::size_t>(threads * channels * channels));
    const at::Tensor row_wise = plain(weight);
    cpu::kernels()->gram(rectangle(features), weights(row_wise), sums, threads);
    return matrix_of(sums, channels);
  }
  if (suits_onednn(features)) {
    const at::Tensor row_wise = plain(weight);
    return matrix_of(onednn().sums(onednn_rectangle(features), weights(row_wise)), channels);
  }
  const at::ScalarType sum_type = features.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
  const at::Tensor rows = positions_by_channels(features);
  const at::Tensor row_weights = weight.defined() ? weight.reshape({-1, 1}).to(sum_type) : weight;
  const std::int64_t count = rows.size(0);
  const std::int64_t block = block_positions(features);
  at::Tensor gram = at::zeros({channels, channels}, rows.options().dtype(sum_type));
  for (std::int64_t first = 0; first < count; first += block) {
    const std::int64_t end = std::min(first + block, count);
    const at::Tensor part = rows.slice(0, first, end).to(sum_type);
    gram.addmm_(part.t(), row_weights.defined() ? part * row_weights.slice(0, first, end) : part);
  }
  return gram;
}

at::Tensor GramSums::channel_sums(const at::Tensor& features, const at::Tensor& weight) {
  const at::ScalarType sum_type = features.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
  at::Tensor sums = at::zeros({features.size(1)}, features.options().dtype(at::kDouble));
  // By rows, so that what is widened, and for a rectangle copied, stays small.
  const std::int64_t rows = std::max<std::int64_t>(1, block_positions(features) / features.size(3));
  for (std::int64_t y = 0; y < features.size(2); y += rows) {
    const std::int64_t end = std::min(y + rows, features.size(2));
    const at::Tensor block = positions_by_channels(features.slice(2, y, end)).to(sum_type);
    sums.add_(weight.defined() ? at::mv(block.t(), weight.slice(2, y, end).reshape({-1}).to(sum_type)) : block.sum(0));
  }
  return sums.to(sum_type);
}

void GramSums::add_product(const at::Tensor& features, const at::Tensor& weight, const at::Tensor& matrix,
                           const at::Tensor& gradient) {
  if (suits_kernels(features) && suits_kernels(gradient)) {
    const at::Tensor factor = matrix.to(at::kFloat).contiguous();
    float* const packed = packed_.at_least(static_cast<std::size_t>(factor.numel()));
    cpu::kernels()->pack(factor.data_ptr<float>(), static_cast<int>(factor.size(0)), packed);
    const at::Tensor row_wise = plain(weight);
    cpu::kernels()->add_product(rectangle(features), weights(row_wise), packed, rectangle(gradient),
                                at::get_num_threads());
    return;
  }
  if (suits_onednn(features) && suits_onednn(gradient)) {
    const at::Tensor factor = matrix.to(at::kBFloat16).contiguous();
    const at::Tensor row_wise = plain(weight);
    onednn().add_product(onednn_rectangle(features), weights(row_wise), factor.data_ptr<at::BFloat16>(),
                         onednn_rectangle(gradient));
    return;
  }
  at::Tensor rows = at::mm(positions_by_channels(features), matrix.to(features.scalar_type()));
  if (weight.defined()) {
    rows.mul_(weight.reshape({-1, 1}).to(rows.scalar_type()));
  }
  gradient.add_(rows.reshape({1, features.size(2), features.size(3), features.size(1)}).permute({0, 3, 1, 2}));
}

void add_vector(const at::Tensor& weight, const at::Tensor& vector, const at::Tensor& gradient) {
  const at::Tensor values = vector.to(gradient.scalar_type()).reshape({1, -1, 1, 1});
  if (weight.defined()) {
    gradient.addcmul_(weight.to(gradient.scalar_type()), values);
  } else {
    gradient.add_(values);
  }
}

}  // namespace neural_style
