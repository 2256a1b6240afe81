// oneDNN's convolutions and matrix products, on memory of ours.
//
// Each is made for one size and for the number of threads that LibTorch has at that time, which is also oneDNN's. All
// may throw dnnl::error when they are made: where oneDNN cannot compute in the number type.
#pragma once

#include <c10/util/BFloat16.h>

#include <cstddef>
#include <oneapi/dnnl/dnnl.hpp>
#include <unordered_map>

namespace neural_style::onednn {

using DataType = dnnl::memory::data_type;

/// What oneDNN calls a number type.
template <class Number>
inline constexpr DataType data_type = DataType::undef;
template <>
inline constexpr DataType data_type<float> = DataType::f32;
template <>
inline constexpr DataType data_type<c10::BFloat16> = DataType::bf16;

/// The processor, and the order in which it is given its work.
struct Device {
  dnnl::engine engine{dnnl::engine::kind::cpu, 0};
  dnnl::stream stream{engine};
};

/// A 3x3 convolution of stride 1 with zeros around, channels last.
struct ConvolutionShape {
  int inputs = 0;
  int outputs = 0;
  int height = 0;  ///< of what comes in
  int width = 0;
  int padding = 1;
  bool relu = false;  ///< whether a bias is added and the ReLU applied
};

class Convolution {
 public:
  /// Weights are of type `from`; the bias is in float32.
  Convolution(const Device& device, const ConvolutionShape& shape, DataType from, DataType to);

  /// How the weights are to lie in memory.
  [[nodiscard]] const dnnl::memory::desc& weights() const { return weights_; }

  [[nodiscard]] std::size_t scratch_size() const { return scratch_size_; }

  /// `bias` counts only where there is a ReLU.
  void operator()(const Device& device, const void* from, const dnnl::memory& weights, const float* bias, void* to,
                  void* scratch);

 private:
  dnnl::convolution_forward primitive_;
  dnnl::memory::desc weights_;
  std::size_t scratch_size_ = 0;
  std::unordered_map<int, dnnl::memory> arguments_;
};

/// A matrix product of row-wise matrices, or many at once.
struct ProductShape {
  int count = 1;
  int rows = 0;
  int inner = 0;
  int columns = 0;
  bool transposed = false;  ///< whether the left one lies in memory as inner x rows
  bool added = false;       ///< whether the product is added to what is there

  bool operator==(const ProductShape&) const = default;
};

class Product {
 public:
  Product(const Device& device, const ProductShape& shape, DataType from, DataType to);

  [[nodiscard]] std::size_t scratch_size() const { return scratch_size_; }

  void operator()(const Device& device, const void* left, const void* right, void* to, void* scratch);

 private:
  dnnl::matmul primitive_;
  std::size_t scratch_size_ = 0;
  std::unordered_map<int, dnnl::memory> arguments_;
};

}  // namespace neural_style::onednn
