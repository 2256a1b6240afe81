// Gram matrices of features and the product that their gradient is made of, as oneDNN's matrix products.
#pragma once

#include <cstddef>
#include <list>

#include "network/cpu/buffer.hpp"
#include "network/cpu/kernels.hpp"
#include "network/onednn/primitives.hpp"

namespace neural_style::onednn {

/// A rectangle of features, channels last, C a multiple of 64.
template <class Number>
struct Rectangle {
  Number* values = nullptr;  ///< only add_product() writes, and only to its gradient
  std::ptrdiff_t row = 0;    ///< from one row of positions to the next, in numbers
  int height = 0;
  int width = 0;
  int channels = 0;
};

/// Sums over positions for float32 or bfloat16 features. Keeps its products and its memory from one call to the next.
template <class Number>
class Gram {
 public:
  using Features = Rectangle<Number>;
  using Weights = cpu::Weights;

  /// Σ w_p f_p f_pᵀ over the positions p, CxC: thousands of them added up in float32, and those sums in float64. It
  /// lasts until the next call.
  const double* sums(const Features& features, const Weights& weights);

  /// gradient_p += w_p M f_p, with `matrix` M symmetric CxC.
  void add_product(const Features& features, const Weights& weights, const Number* matrix, const Features& gradient);

 private:
  struct Made {
    ProductShape shape;
    int threads = 0;
    DataType to = {};
    Product product;
  };

  void multiply(const ProductShape& shape, DataType to_type, const Number* left, const Number* right, void* to);
  /// `count` positions from `first` on, one after the other; times √w, and zeros behind the last position there is.
  Number* packed(const Features& features, const Weights& weights, std::ptrdiff_t first, std::ptrdiff_t count);

  Device device_;
  std::list<Made> products_;  ///< those used last come first
  cpu::Buffer<double> sums_;
  cpu::Buffer<Number> packed_;
  cpu::Buffer<float> parts_;
  cpu::Buffer<std::byte> scratch_;
};

}  // namespace neural_style::onednn
