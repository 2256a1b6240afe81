// The term that holds a frame to the one before: without it each would be painted anew, and the sequence would flicker.
#pragma once

#include <ATen/core/Tensor.h>

#include "neural_style/image.hpp"
#include "stylize/planes.hpp"

namespace neural_style {

/// Σ w_p |x_p - y_p|² of colours, after Ruder, Dosovitskiy and Brox, "Artistic style transfer for videos", GCPR 2016,
/// section 4.2: y is the frame before, moved; w is how far it can be trusted, 0..1. Made dimensionless: its mean over
/// all N pixels is divided by the variance of y, (Σw / N) Σ w_p |x_p - y_p|² / Σ w_p |y_p - mean(y)|², the mean being
/// a channel's. So a weight means the same at every size, in pale pictures and in strong ones, and the pull at a pixel
/// does not depend on how many others can be trusted.
class TemporalTerm {
 public:
  /// There is no frame before: the term is 0.
  TemporalTerm() = default;

  /// `weight` is empty (1 everywhere) or one for each pixel of `target`.
  TemporalTerm(Planes target, Mask weight);

  /// The term; adds `factor` times its gradient to `gradient`, unless that is null.
  double operator()(const Planes& picture, double factor, Planes* gradient) const;

  /// How many pixels can be trusted: the sum of their weights.
  [[nodiscard]] double trusted() const { return trusted_; }

  /// Gives `picture` the colours of y, as far as they can be trusted.
  void lay_over(Planes& picture) const;

 private:
  friend class TemporalTermOnCard;

  Planes target_;
  Mask weight_;
  double trusted_ = 0;
  double k_ = 0;  ///< the term is k Σ w |x - y|²
};

/// The same term of pictures that are tensors 1x3xHxW in a graphics card's memory.
class TemporalTermOnCard {
 public:
  TemporalTermOnCard() = default;
  TemporalTermOnCard(const TemporalTerm& term, int height, int width, at::Device device);

  double operator()(const at::Tensor& picture, double factor, at::Tensor* gradient) const;

 private:
  at::Tensor target_;  ///< undefined: the term is 0
  at::Tensor weight_;
  double k_ = 0;
};

}  // namespace neural_style
