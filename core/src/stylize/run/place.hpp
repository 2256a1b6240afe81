// The two places where an optimiser moves a picture.
#pragma once

#include <ATen/ATen.h>

#include <algorithm>
#include <cstddef>

#include "optimise/dense_history.hpp"
#include "optimise/dense_space.hpp"
#include "optimise/half_history.hpp"
#include "optimise/pieces.hpp"
#include "optimise/tensor_space.hpp"
#include "stylize/picture_tensor.hpp"
#include "stylize/planes.hpp"

namespace neural_style {

/// What the optimiser moves where the processor computes: the planes themselves.
struct OnProcessor {
  using Point = Planes;
  using Space = DenseSpace<float>;
  using History = DenseHistory<float>;
  using ShortHistory = HalfHistory<float>;

  static Point copy(const Point& x) { return x; }
  static const Planes& planes(const Point& x) { return x; }
  static void clamp(Point& x) {
    for_pieces(x.size(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        x[i] = std::clamp(x[i], 0.0F, 255.0F);
      }
    });
  }
};

/// And where a graphics card does: tensors 1x3xHxW in its memory.
struct OnCard {
  using Point = at::Tensor;
  using Space = TensorSpace;
  using History = TensorHistory<at::kFloat>;
  using ShortHistory = TensorHistory<at::kHalf>;

  static Point copy(const Point& x) { return x.clone(); }
  static Planes planes(const Point& x) { return x.defined() ? planes_of(x) : Planes(); }
  static void clamp(Point& x) { x.clamp_(0, 255); }
};

}  // namespace neural_style
