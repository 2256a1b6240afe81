// What the network and the objective need of a processor, in float32: convolutions, Gram matrices and their gradient.
//
// Rules for all of them: pictures of features are channels last (HxWxC), C a multiple of 64; a bit a feature says
// whether a gradient passes its ReLU (or was the maximum of its window), C/8 bytes a position; sums that run over
// positions are taken in double. They use `threads` threads, and the result of a convolution does not depend on how
// many. Nothing is checked, nothing is allocated, nothing is thrown.
#pragma once

#include <cstddef>
#include <cstdint>

#include "network/reach.hpp"

namespace neural_style::cpu {

/// Features or a gradient that goes into a convolution.
struct Source {
  const float* values = nullptr;
  int height = 0;  ///< of the convolution's grid
  int width = 0;
  const std::uint8_t* bits = nullptr;  ///< values count as 0 where a bit is clear; null: all count
  /// Whether `values` is the gradient behind 2x2 pooling, at half the size, which is to be spread over each window:
  /// divided by the number of positions it covers (average), or as it is (max; `bits` then mark the maximum).
  bool pooled = false;
  bool average = true;
  Part part;  ///< of the grid: values elsewhere count as 0, and are not read
};

/// Where a convolution's values go.
struct Sink {
  float* values = nullptr;         ///< null: not wanted
  const float* bias = nullptr;     ///< not null: bias and ReLU are applied
  std::uint8_t* bits = nullptr;    ///< where the values are above 0; null: not wanted
  float* pooled = nullptr;         ///< the values pooled 2x2, a last odd row or column by itself; null: not wanted
  bool average = true;             ///< how they are pooled
  std::uint8_t* maxima = nullptr;  ///< of max pooling: bits of the first maximum of each window, if above 0
  Part part;  ///< of the grid: what is computed, and written; in whole windows, where they are pooled
};

/// A rectangle of features.
struct Rectangle {
  float* values = nullptr;  ///< only add_product() writes, and only to its gradient
  std::ptrdiff_t row = 0;   ///< floats from a row to the next
  int height = 0;
  int width = 0;
  int channels = 0;  ///< at most 512
};

/// A weight a position, over the same rectangle.
struct Weights {
  const float* values = nullptr;  ///< null: 1 everywhere
  std::ptrdiff_t row = 0;
};

/// The n of the F(nxn, 3x3) for a convolution between so many channels, both ways. F(6x6, 3x3) has a fifth less to
/// multiply, but its weights are almost twice as large: between 512 channels it is the slower one for small pictures.
constexpr int winograd_side(int inputs, int outputs) { return inputs * outputs < 512 * 512 ? 6 : 4; }

/// 3x3 convolutions by Winograd's F(nxn, 3x3): Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks",
/// CVPR 2016.
struct WinogradKernels {
  /// Floats that transform_weights() writes for these channels.
  std::size_t (*weights_size)(int inputs, int outputs);
  /// The weights of a convolution (OIHW), or of its way back to the input (then `inputs` and `outputs` are still the
  /// forward convolution's), transformed.
  void (*transform_weights)(const float* weights, int inputs, int outputs, bool backward, float* to, int threads);
  /// Floats of scratch memory that convolve() needs.
  std::size_t (*scratch_size)(int height, int width, int inputs, int outputs);
  /// The convolution, padded with zeros, from `inputs` to `outputs` channels.
  void (*convolve)(const Source& source, int inputs, const float* weights, const Sink& sink, int outputs,
                   float* scratch, int threads);
};

/// The kernels in one instruction set.
struct Kernels {
  const char* name;

  WinogradKernels winograd4;  ///< F(4x4, 3x3)
  WinogradKernels winograd6;  ///< F(6x6, 3x3)

  /// By winograd_side().
  [[nodiscard]] const WinogradKernels& winograd(int inputs, int outputs) const {
    return winograd_side(inputs, outputs) == 6 ? winograd6 : winograd4;
  }

  /// Floats that first_weights() writes.
  std::size_t first_weights_size;
  /// The weights of the first convolution (64x3x3x3, OIHW), for first() or for first_backward().
  void (*first_weights)(const float* weights, bool backward, float* to);
  /// The first convolution: `planes` is 3xHxW, padded by repeating the border, else with zeros.
  void (*first)(const float* planes, int height, int width, bool replicate, const float* weights, const Sink& sink,
                int threads);
  /// Its way back: a dense source of 64 channels to 3 planes.
  void (*first_backward)(const Source& source, bool replicate, const float* weights, float* planes, int threads);

  /// sums[0 … C²) = Σ w·f·fᵀ over the rectangle; `sums` has room for C² doubles for each thread.
  void (*gram)(const Rectangle& features, const Weights& weights, double* sums, int threads);
  /// A symmetric CxC matrix as add_product() takes it: as many floats.
  void (*pack)(const float* matrix, int channels, float* packed);
  /// gradient += w·M·f for each position. Both rectangles are of one size.
  void (*add_product)(const Rectangle& features, const Weights& weights, const float* packed, const Rectangle& gradient,
                      int threads);
};

/// Those of kernel_set() (stylize/machine.hpp), or null for none.
const Kernels* kernels();

/// Those of one instruction set, whether or not this processor has it.
extern const Kernels avx2_kernels;
extern const Kernels avx512_kernels;

}  // namespace neural_style::cpu
