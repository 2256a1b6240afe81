#include "objective/tiles.hpp"

#include <ATen/ATen.h>

#include <algorithm>

#include "network/layers.hpp"
#include "network/network.hpp"

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

bool within(const Stretch& region, std::int64_t length) { return region.begin >= 0 && region.end <= length; }

/// A region that goes round, as the stretches of the picture that it consists of.
std::vector<Stretch> unrolled(const Stretch& region, std::int64_t side) {
  const int length = static_cast<int>(side);
  std::vector<Stretch> stretches;
  for (int at = region.begin; at < region.end;) {
    const int begin = (at % length + length) % length;
    const int end = std::min(length, begin + region.end - at);
    stretches.push_back({begin, end});
    at += end - begin;
  }
  return stretches;
}

/// Adds the rows of `region` to those of `picture`, each `stretch` of which follows on the one before in `region`.
void add_along(std::int64_t axis, const std::vector<Stretch>& stretches, const at::Tensor& region,
               const at::Tensor& picture) {
  std::int64_t at = 0;
  for (const auto& [begin, end] : stretches) {
    picture.slice(axis, begin, end).add_(region.slice(axis, at, at + end - begin));
    at += end - begin;
  }
}

at::Tensor joined_along(std::int64_t axis, const std::vector<Stretch>& stretches, const at::Tensor& picture) {
  std::vector<at::Tensor> parts;
  parts.reserve(stretches.size());
  for (const auto& [begin, end] : stretches) {
    parts.push_back(picture.slice(axis, begin, end));
  }
  return at::cat(parts, axis);
}

}  // namespace

Shown Tile::shown_of(const at::Tensor& picture) const {
  const auto owned = [](const Side& side) {
    return Stretch{side.owned.begin - side.region.begin, side.owned.end - side.region.begin};
  };
  const Part asked{owned(y), owned(x)};
  if (within(y.region, picture.size(2)) && within(x.region, picture.size(3))) {
    return {part(picture, y.region, x.region), asked};
  }
  return {joined_along(3, unrolled(x.region, picture.size(3)),
                       joined_along(2, unrolled(y.region, picture.size(2)), picture)),
          asked};
}

void Tile::add_region(const at::Tensor& region, const at::Tensor& picture) const {
  if (within(y.region, picture.size(2)) && within(x.region, picture.size(3))) {
    part(picture, y.region, x.region).add_(region);
    return;
  }
  const at::Tensor rows =
      at::zeros({picture.size(0), picture.size(1), picture.size(2), region.size(3)}, picture.options());
  add_along(2, unrolled(y.region, picture.size(2)), region, rows);
  add_along(3, unrolled(x.region, picture.size(3)), rows, picture);
}

at::Tensor Tile::owned_of_region(const at::Tensor& features, std::size_t layer) const {
  return part(features, positions(y.owned, y.region.begin, layer), positions(x.owned, x.region.begin, layer));
}

at::Tensor Tile::owned_of_whole(const at::Tensor& values, std::size_t layer) const {
  return values.defined() ? part(values, positions(y.owned, first_row, layer), positions(x.owned, 0, layer)) : values;
}

}  // namespace neural_style
