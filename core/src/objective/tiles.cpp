#include "objective/tiles.hpp"

#include <ATen/ATen.h>

#include "network/layers.hpp"

namespace neural_style {
namespace {

/// Pixels a position at the layer, along a side.
int pixels_at(std::size_t layer) { return 1 << (block_of(layer) - 1); }

at::Tensor part(const at::Tensor& values, const Stretch& y, const Stretch& x) {
  return values.slice(2, y.begin, y.end).slice(3, x.begin, x.end);
}

/// The owned pixels' positions at the layer, counted from pixel `from` on.
Stretch positions(const Stretch& owned, int from, std::size_t layer) {
  const int pixels = pixels_at(layer);
  return {(owned.begin - from) / pixels, (owned.end - from + pixels - 1) / pixels};
}

}  // namespace

at::Tensor Tile::region_of(const at::Tensor& picture) const { return part(picture, y.region, x.region); }

at::Tensor Tile::owned_of_region(const at::Tensor& features, std::size_t layer) const {
  return part(features, positions(y.owned, y.region.begin, layer), positions(x.owned, x.region.begin, layer));
}

at::Tensor Tile::owned_of_whole(const at::Tensor& values, std::size_t layer) const {
  return values.defined() ? part(values, positions(y.owned, 0, layer), positions(x.owned, 0, layer)) : values;
}

}  // namespace neural_style
