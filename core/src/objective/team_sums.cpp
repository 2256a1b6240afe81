#include "objective/team_sums.hpp"

#include <ATen/ATen.h>

#include <cstddef>
#include <span>

namespace neural_style {
namespace {

template <class Number>
void sum(Team& team, at::Tensor& numbers) {
  team.sum(std::span(numbers.data_ptr<Number>(), static_cast<std::size_t>(numbers.numel())));
}

}  // namespace

void TeamSums::add(at::Tensor& tensor, const at::Tensor& like) {
  if (!tensor.defined()) {
    tensor = at::zeros_like(like);
  }
  tensors_.push_back(&tensor);
}

void TeamSums::take(Team& team) {
  if (tensors_.empty()) {
    return;
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
