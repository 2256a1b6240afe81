// Vectors as the optimisers want them: tensors, wherever they are; in a graphics card's memory above all.
#pragma once

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "optimise/adam_step.hpp"

namespace neural_style {

/// Σ x_i·y_i of contiguous tensors, in double; in pieces, so that what is widened stays small beside them.
inline double tensor_dot(const at::Tensor& x, const at::Tensor& y) {
  constexpr std::int64_t piece = std::int64_t{1} << 24U;
  const at::Tensor flat_x = x.view(-1);
  const at::Tensor flat_y = y.view(-1);
  at::Tensor sum = at::zeros({}, x.options().dtype(at::kDouble));
  for (std::int64_t begin = 0; begin < flat_x.numel(); begin += piece) {
    const std::int64_t end = std::min(begin + piece, flat_x.numel());
    sum.add_(at::dot(flat_x.slice(0, begin, end).to(at::kDouble), flat_y.slice(0, begin, end).to(at::kDouble)));
  }
  return sum.item<double>();
}

/// Passes on a tensor of x's shape with such numbers, as Lbfgs::exchange() does, through the processor's memory. One
/// that is undefined is read, to where x is.
template <at::ScalarType kept, class Archive>
void exchange_tensor(Archive& archive, at::Tensor& tensor, const at::Tensor& x) {
  const auto length = static_cast<std::size_t>(x.numel());
  std::vector<std::conditional_t<kept == at::kHalf, at::Half, float>> numbers(length);
  const at::Tensor here = at::from_blob(numbers.data(), x.sizes(), at::TensorOptions().dtype(kept));
  if (tensor.defined()) {
    here.copy_(tensor);
    archive.numbers(numbers, length);
  } else {
    archive.numbers(numbers, length);
    tensor = at::empty_like(x, x.options().dtype(kept)).copy_(here);
  }
}

/// As DenseSpace.
struct TensorSpace {
  using Vector = at::Tensor;

  static Vector zeros(const Vector& x) { return at::zeros_like(x); }

  template <class Archive>
  static void exchange(Archive& archive, Vector& vector, const Vector& x) {
    exchange_tensor<at::kFloat>(archive, vector, x);
  }

  static double dot(const Vector& x, const Vector& y) { return tensor_dot(x, y); }

  static double dot_difference(const Vector& y, const Vector& to, const Vector& from) {
    return tensor_dot(y, to - from);
  }

  static void axpy(double a, const Vector& x, Vector& y) { y.add_(x, a); }

  static void step_from(const Vector& x, double a, Vector& y) { y.mul_(a).add_(x); }

  static void assign_scaled(double a, const Vector& x, Vector& y) { y.copy_(x).mul_(a); }

  static void scale(double a, Vector& x) { x.mul_(a); }

  static double sum_of_magnitudes(const Vector& x) { return x.abs().sum(at::kDouble).item<double>(); }
  static double length(const Vector& x) { return static_cast<double>(x.numel()); }

  static void adam_step(const AdamStep& step, const Vector& gradient, Vector& mean, Vector& square, Vector& x) {
    mean.mul_(step.beta1).add_(gradient, 1 - step.beta1);
    square.mul_(step.beta2).addcmul_(gradient, gradient, 1 - step.beta2);
    x.addcdiv_(mean, (square * step.correction).sqrt_().add_(step.epsilon), -step.rate);
  }
};

/// Differences of tensors as L-BFGS remembers them, as they are or, as HalfHistory does, in 16 bits a number.
template <at::ScalarType kept>
struct TensorHistory {
  using Vector = at::Tensor;

  struct Slot {
    at::Tensor numbers;
    double unit = 1;  ///< what a number of 1 stands for
  };

  static void put(const Vector& to, const Vector& from, Slot& slot) {
    at::Tensor difference = to - from;
    if constexpr (kept == at::kHalf) {
      constexpr double largest_power = 32768;
      const auto most = difference.abs().max().item<double>();
      slot.unit = most > 0 ? most / largest_power : 1;
      difference.mul_(1 / slot.unit);
    }
    slot.numbers = difference.to(kept);
  }

  template <class Archive>
  static void exchange(Archive& archive, Slot& slot, const Vector& x) {
    archive.number(slot.unit);
    exchange_tensor<kept>(archive, slot.numbers, x);
  }

  static double dot(const Slot& x, const Vector& y) { return x.unit * tensor_dot(x.numbers, y); }
  static double dot_slots(const Slot& x, const Slot& y) { return x.unit * y.unit * tensor_dot(x.numbers, y.numbers); }

  static void axpy(double a, const Slot& x, Vector& y) { y.add_(x.numbers, a * x.unit); }
};

}  // namespace neural_style
