// loss, gradient = objective(picture)
#pragma once

#include <array>
#include <vector>

#include "network/network.hpp"
#include "neural_style/settings.hpp"
#include "neural_style/stylize.hpp"
#include "objective/gram.hpp"
#include "objective/tiles.hpp"

namespace neural_style {

/// A picture as the objective takes it.
struct WeightedPicture {
  at::Tensor picture;  ///< 1x3xHxW, RGB, 0..255, float32 or wider
  at::Tensor weight;   ///< 1x1xHxW, 0..1, not all zero: what counts in Gram matrices; undefined: all of it
  double share = 1;    ///< weight among several styles
};

/// How much memory an objective may spend.
struct ObjectiveMemory {
  std::size_t tile_pixels = 0;  ///< most pixels that the network is shown at a time; 0: any picture whole
  bool half_targets = false;    ///< whether the content's features are kept in float16, with three digits
};

/// What is asked of the picture at one scale: the same however it is cut into tiles, but for rounding.
class Objective {
 public:
  /// Takes the targets from the pictures; `content` may be of another size than the styles. `network` outlives this,
  /// and serves it alone while one of its functions runs.
  Objective(Network& network, const Settings& settings, const WeightedPicture& content,
            const std::vector<WeightedPicture>& styles, const ObjectiveMemory& memory, const Checkpoint& checkpoint);

  /// The loss of `picture` (1x3xHxW of the content's size, RGB, 0..255) and, unless `gradient` is null, its gradient:
  /// of the same shape, valid until the next call. If `gradient` is defined on entry, a gradient in tiles is added up
  /// in its memory and no other. Throws what `checkpoint` throws.
  Losses operator()(const at::Tensor& picture, at::Tensor* gradient, const Checkpoint& checkpoint);

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
  using Guides = std::array<at::Tensor, layer_count>;  ///< a picture's weight, at each layer's size
  using Matrices = std::array<at::Tensor, layer_count>;

  static Guides guides_of(at::Tensor weight);
  void add_grams(const Features& features, const Tile& tile, const Guides& guides, Matrices& sums);
  void take_style(const WeightedPicture& style, double share, std::size_t tile_pixels, const Checkpoint& checkpoint);
  void take_content(const WeightedPicture& content, bool relative, bool half, const Checkpoint& checkpoint);
  /// The style terms of Gram matrices, which become what add_product() takes to their gradient.
  void style_terms(Matrices& grams, Losses& losses) const;
  /// The gradient of the picture whose last tile the network has just seen, and the content terms.
  void take_gradient(const at::Tensor& picture, const Matrices& grams, at::Tensor& gradient, Losses& losses,
                     const Checkpoint& checkpoint);
  /// Adds the tile's part of the content terms, and their gradient unless `total` is undefined.
  void content_term(std::size_t layer, const at::Tensor& features, const Tile& tile, const at::Tensor& total,
                    Losses& losses) const;

  Network& network_;
  double content_weight_;
  double style_weight_;
  LayerSet style_layers_;
  LayerSet content_layers_;
  std::array<StyleTarget, layer_count> style_;
  std::array<ContentTarget, layer_count> content_;
  Guides guides_;                                     ///< of the content
  std::array<double, layer_count> weight_sums_ = {};  ///< of the content, at each layer's size
  std::vector<Tile> tiles_;                           ///< of the content
  GramSums grams_;
};

/// What `content_weight` is multiplied by: 5 at strength 0, 1 at 0.5, 1/5 at 1.
double content_factor(double strength);

}  // namespace neural_style
