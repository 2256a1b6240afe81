#include "objective/team_sums.hpp"

#include <ATen/ATen.h>

#include <cstddef>
#include <cstdint>
#include <span>

namespace neural_style {
namespace {

/// Of a vector or a matrix.
struct Shape {
  std::int64_t wide = 0;  ///< 1: of float64
  std::int64_t rows = 0;  ///< 0: a vector
  std::int64_t columns = 0;

  [[nodiscard]] at::Tensor zeros() const {
    const auto type = at::TensorOptions().dtype(wide == 1 ? at::kDouble : at::kFloat);
    return rows == 0 ? at::zeros({columns}, type) : at::zeros({rows, columns}, type);
  }
};

template <class Number>
void sum(Team& team, at::Tensor& numbers) {
  team.sum(std::span(numbers.data_ptr<Number>(), static_cast<std::size_t>(numbers.numel())));
}

}  // namespace

void TeamSums::take(Team& team) {
  if (tensors_.empty()) {
    return;
  }
  std::vector<Shape> shapes(tensors_.size());
  for (std::size_t i = 0; i < shapes.size() && team.rank() == 0; ++i) {
    const at::Tensor& tensor = *tensors_[i];
    shapes[i] = {tensor.scalar_type() == at::kDouble ? 1 : 0, tensor.dim() == 2 ? tensor.size(0) : 0, tensor.size(-1)};
  }
  team.broadcast(0, std::as_writable_bytes(std::span(shapes)));
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    if (!tensors_[i]->defined()) {
      *tensors_[i] = shapes[i].zeros();
    }
  }
  std::vector<at::Tensor> flat;
  for (const at::Tensor* const tensor : tensors_) {
    flat.push_back(tensor->reshape({-1}));
  }
  at::Tensor all = at::cat(flat);
  all.scalar_type() == at::kDouble ? sum<double>(team, all) : sum<float>(team, all);
  std::int64_t begin = 0;
  for (at::Tensor* const tensor : tensors_) {
    const std::int64_t end = begin + tensor->numel();
    *tensor = all.slice(0, begin, end).reshape(tensor->sizes());
    begin = end;
  }
}

}  // namespace neural_style
