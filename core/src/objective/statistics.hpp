// What of a layer's features makes a style: their moments over a region, how far two of them are apart, and the
// gradient of that.
#pragma once

#include <ATen/core/Tensor.h>

#include "neural_style/settings.hpp"

namespace neural_style {

/// Moments of the features f_p of C channels under weights w_p, in float32 or float64.
struct Moments {
  at::Tensor gram;  ///< CxC: Σ w f fᵀ / Σ w
  at::Tensor mean;  ///< C: Σ w f / Σ w; undefined for Statistics::gram, which does without

  /// this += factor · other; of nothing, a copy.
  void add(const Moments& other, double factor);
};

/// A distance of moments, and its gradient with respect to the features: that at f_p is w_p / Σ w · (matrix f_p +
/// vector).
struct StyleTerm {
  double value = 0;
  at::Tensor matrix;  ///< CxC, symmetric
  at::Tensor vector;  ///< C; undefined: 0
};

/// The moments that one layer of the painting is to have.
class StyleTarget {
 public:
  StyleTarget() = default;

  /// `loss` counts for Statistics::gram; the others are always relative.
  StyleTarget(Statistics statistics, Loss loss, Moments goal);

  /// How far `moments` are from it:
  /// - gram: |G - A|² / |A|² or, absolute, |G - A|² / 4C² (Gatys, Ecker and Bethge, 2016);
  /// - moments: that and the same for the channels' means and standard deviations, without which a style
  ///   comes out too even (Risser, Wilmot and Barnes, "Stable and Controllable Neural Texture Synthesis and Style
  ///   Transfer Using Histogram Losses", 2017; Li et al., "Demystifying Neural Style Transfer", 2017);
  /// - wasserstein: W₂² of two Gaussians with these means and covariances Σ = G - μμᵀ, which is
  ///   |μ - μ'|² + tr Σ + tr Σ' - 2 tr (Σ'^½ Σ Σ'^½)^½, over the mean of |f'|² (Olkin and Pukelsheim, "The Distance
  ///   between Two Random Vectors with Given Dispersion Matrices", 1982; for styles: Katherine Crowson's
  ///   style-transfer-pytorch). Both covariances get a little of the unit matrix, which keeps the root's slope finite.
  [[nodiscard]] StyleTerm operator()(const Moments& moments) const;

 private:
  [[nodiscard]] StyleTerm gram_term(const Moments& moments) const;
  [[nodiscard]] StyleTerm moments_term(const Moments& moments) const;
  [[nodiscard]] StyleTerm wasserstein_term(const Moments& moments) const;

  Statistics statistics_ = Statistics::gram;
  Moments goal_;
  double k_ = 0;         ///< gram: of |G - A|²
  double mean_k_ = 0;    ///< moments: of |μ - μ'|²
  double spread_k_ = 0;  ///< moments: of |σ - σ'|²
  at::Tensor spread_;    ///< moments: standard deviations of the channels
  at::Tensor root_;      ///< wasserstein: Σ'^½
  double ridge_ = 0;     ///< wasserstein: what of the unit matrix is added
};

}  // namespace neural_style
