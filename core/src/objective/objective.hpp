// loss, gradient = objective(picture)
#pragma once

#include <array>
#include <vector>

#include "network/vgg19.hpp"
#include "neural_style/settings.hpp"
#include "neural_style/stylize.hpp"

namespace neural_style {

/// A picture as the objective takes it.
struct WeightedPicture {
  at::Tensor picture;  ///< 1x3xHxW, RGB, 0..255, float32 or wider
  at::Tensor weight;   ///< 1x1xHxW, 0..1, not all zero: what counts in Gram matrices; undefined: all of it
  double share = 1;    ///< weight among several styles
};

/// What is asked of the picture at one scale.
class Objective {
 public:
  /// Takes the targets from the pictures; `content` may be of another size than the styles. `network` outlives this.
  Objective(const Vgg19& network, const Settings& settings, const WeightedPicture& content,
            const std::vector<WeightedPicture>& styles, const Checkpoint& checkpoint);

  /// The loss of `picture` (1x3xHxW of the content's size, RGB, 0..255) and, unless `gradient` is null, its gradient
  /// (of the same shape). Throws what `checkpoint` throws.
  Losses operator()(const at::Tensor& picture, at::Tensor* gradient, const Checkpoint& checkpoint) const;

 private:
  struct StyleTarget {
    double weight = 0;  ///< 0: this layer has no style term
    at::Tensor gram;
    double k = 0;  ///< the term is k·|G - A|²
  };
  struct ContentTarget {
    double weight = 0;  ///< 0: this layer has no content term
    at::Tensor features;
    double k = 0;  ///< the term is k·|F - P|²
  };

  /// Adds the layer's terms to `losses` and returns their gradient (undefined if there are none or !with_gradient).
  at::Tensor layer_terms(std::size_t layer, const at::Tensor& features, Losses& losses, bool with_gradient) const;

  const Vgg19& network_;
  double content_weight_;
  double style_weight_;
  std::size_t last_layer_ = 0;
  std::array<StyleTarget, layer_count> style_;
  std::array<ContentTarget, layer_count> content_;
  std::array<at::Tensor, layer_count> guides_;  ///< the content's weight, pooled to each layer's size
};

/// What `content_weight` is multiplied by: 5 at strength 0, 1 at 0.5, 1/5 at 1.
double content_factor(double strength);

}  // namespace neural_style
