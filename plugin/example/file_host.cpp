// Each function is the shortest that keeps what host.hpp asks for.
#include "plugin/example/file_host.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

#include "neural_style/error.hpp"
#include "neural_style/image_file.hpp"
#include "plugin/cut.hpp"
#include "plugin/last_values.hpp"
#include "plugin/style_file.hpp"
#include "ui/shrink.hpp"

namespace neural_style::plugin::example {
namespace {

/// Of what is in `part` from the box's corner on, in a raster of that size that is 0 elsewhere, or what `around` is.
template <class Raster>
Raster placed(Raster around, const Raster& part, const Rectangle& box) {
  for (int y = 0; y < box.height; ++y) {
    std::ranges::copy(part.row(y),
                      around.row(box.y + y).begin() + static_cast<std::ptrdiff_t>(box.x) * Raster::channels);
  }
  return around;
}

}  // namespace

FileHost::FileHost(std::vector<Layer> layers, const std::optional<Rectangle>& selection,
                   std::filesystem::path last_values)
    : layers_(std::move(layers)), selection_(selection), last_values_(std::move(last_values)) {}

std::vector<Source> FileHost::describe() {
  const Layer& layer = layers_.front();
  Source source;
  source.width = layer.picture.width();
  source.height = layer.picture.height();
  source.selection = selection_;
  source.choices = layer.choices;
  return {source};
}

Image FileHost::read(std::size_t source, const Rectangle& area) { return cut(layers_.at(source).picture, area); }

Image FileHost::read_original(std::size_t source, const Rectangle& area) {
  return cut(layers_.at(layers_.at(source).painted_from).picture, area);
}

Image FileHost::read_small(std::size_t source, const Rectangle& area, int side) {
  return ui::shrink(read(source, area), side);
}

Mask FileHost::read_selection(std::size_t source, const Rectangle& area) {
  const Image& picture = layers_.at(source).picture;
  const Rectangle selected = selection_.value_or(Rectangle{0, 0, picture.width(), picture.height()});
  Mask inside(selected.width, selected.height);
  std::ranges::fill(inside.samples(), 1.0F);
  return cut(placed(Mask(picture.width(), picture.height()), inside, selected), area);
}

Mask FileHost::read_named_mask(std::size_t source, const Rectangle& area, const std::string& name) {
  const Mask& mask = layer_named(name).mask;
  const Image& picture = layers_.at(source).picture;
  if (mask.empty() || mask.width() != picture.width() || mask.height() != picture.height()) {
    throw Error("The layer \"" + name + "\" has no mask of the picture's size.");
  }
  return cut(mask, area);
}

Image FileHost::read_style_file(const std::filesystem::path& file) {
  check_style_file(file);
  return read_image(file);
}

StylePicture FileHost::read_style_layer(int layer) {
  if (layer < 0 || static_cast<std::size_t>(layer) >= layers_.size()) {
    throw style_layer_removed();
  }
  const Layer& style = layers_.at(static_cast<std::size_t>(layer));
  return {style.name, style.picture, Rectangle{0, 0, style.picture.width(), style.picture.height()}};
}

StylePicture FileHost::read_named_layer(const std::string& name) {
  const Layer& style = layer_named(name);
  return {name, style.picture, Rectangle{0, 0, style.picture.width(), style.picture.height()}};
}

std::vector<int> FileHost::add_layers(std::span<const NewLayer> layers) {
  std::vector<Layer> added;
  for (const NewLayer& layer : layers) {
    const Image& below = layers_.front().picture;
    Mask mask;
    if (!layer.selection.empty()) {
      mask = placed(Mask(below.width(), below.height()), layer.selection, layer.box);
    } else {
      mask = layers_.front().mask;
    }
    added.push_back({layer.name, placed(below, layer.picture, layer.box), mask, layer.choices, 0});
  }
  // Nothing is thrown any more: all of them, or none.
  std::vector<int> ids;
  for (Layer& layer : added) {
    ids.push_back(static_cast<int>(layers_.size()));
    layers_.push_back(std::move(layer));
  }
  return ids;
}

void FileHost::progress(const Progress& progress) {
  constexpr double whole = 100;
  std::cerr << '\r' << static_cast<int>(progress.fraction * whole) << " %  " << progress.text << "   " << std::flush;
}

void FileHost::message(const std::string& text) { std::cerr << '\n' << text << '\n'; }

std::optional<ui::Choices> FileHost::load_last_choices() {
  std::ifstream file(last_values_);
  if (!file) {
    return std::nullopt;
  }
  return parse_last_values(std::string(std::istreambuf_iterator<char>(file), {}));
}

void FileHost::save_last_choices(const ui::Choices& choices) {
  std::ofstream file(last_values_);
  if (!(file << last_values_text(choices)).flush()) {
    throw Error("The file \"" + last_values_.string() + "\" cannot be written.");
  }
}

Image FileHost::flattened() const {
  Image flat = layers_.front().picture;
  for (const Layer& layer : layers_) {
    for (std::size_t i = 0; i < flat.samples().size(); ++i) {
      const float shown = layer.mask.empty() ? 1 : layer.mask.samples()[i / Image::channels];
      flat.samples()[i] += shown * (layer.picture.samples()[i] - flat.samples()[i]);
    }
  }
  return flat;
}

const Layer& FileHost::layer_named(const std::string& name) const {
  const auto found = std::ranges::find(layers_, name, &Layer::name);
  if (found == layers_.end()) {
    throw Error("There is no layer \"" + name + "\".");
  }
  return *found;
}

}  // namespace neural_style::plugin::example
