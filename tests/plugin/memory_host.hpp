// An editor that is nothing but memory.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "plugin/cut.hpp"
#include "plugin/host.hpp"
#include "plugin/last_values.hpp"
#include "support/pictures.hpp"
#include "ui/choices.hpp"
#include "ui/shrink.hpp"

namespace neural_style::plugin {

/// One image with one layer of interest, or several that look the same. What a test wants to know is there to be looked
/// at.
class MemoryHost final : public Host {
 public:
  explicit MemoryHost(Image layer) : picture(std::move(layer)) {
    source.width = picture.width();
    source.height = picture.height();
  }

  /// Selects that much of the box's pixels.
  void select(const Rectangle& box, float weight) {
    source.selection = box;
    selection = Mask(picture.width(), picture.height());
    for (int y = box.y; y < box.y + box.height; ++y) {
      for (int x = box.x; x < box.x + box.width; ++x) {
        selection.row(y)[static_cast<std::size_t>(x)] = weight;
      }
    }
  }

  std::vector<Source> describe() override {
    std::vector<Source> sources(copies, source);
    return sources;
  }
  Image read(std::size_t /*source*/, const Rectangle& area) override {
    ++reads;
    return cut(picture, area);
  }
  Image read_original(std::size_t /*source*/, const Rectangle& area) override { return cut(original, area); }
  Image read_small(std::size_t /*source*/, const Rectangle& area, int side) override {
    return ui::shrink(cut(picture, area), side);
  }
  Mask read_selection(std::size_t /*source*/, const Rectangle& area) override { return cut(selection, area); }
  Image read_style_file(const std::filesystem::path& file) override {
    loaded.push_back(file);
    return style;
  }
  Mask read_named_mask(std::size_t /*source*/, const Rectangle& area, const std::string& name) override {
    return cut(masks.at(name), area);
  }
  StylePicture read_named_layer(const std::string& name) override { return layers_by_name.at(name); }
  StylePicture read_style_layer(int /*layer*/) override { return {"layer", style}; }
  std::vector<int> add_layers(std::span<const NewLayer> added) override {
    std::vector<int> ids;
    for (const NewLayer& layer : added) {
      layers.push_back(layer);
      ids.push_back(100 + static_cast<int>(layers.size()));
    }
    return ids;
  }
  void progress(const Progress& progress) override { told.push_back(progress); }
  void message(const std::string& text) override { messages.push_back(text); }
  std::optional<ui::Choices> load_last_choices() override {
    return last_values ? std::optional(parse_last_values(*last_values)) : std::nullopt;
  }
  void save_last_choices(const ui::Choices& choices) override { last_values = last_values_text(choices); }

  Source source;
  std::size_t copies = 1;  // layers that the filter is called on, all alike
  Image picture;
  Image original;  // that the picture was painted from, where source.choices say how
  Mask selection;
  std::map<std::string, Mask> masks;  // by name, of the picture's size
  std::map<std::string, StylePicture> layers_by_name;
  Image style = gradient(24, 24);
  std::vector<std::filesystem::path> loaded;
  int reads = 0;  // of pictures, whole or in part
  std::vector<NewLayer> layers;
  std::vector<Progress> told;
  std::vector<std::string> messages;
  std::optional<std::string> last_values;
};

/// Choices that paint in moments: they change the picture, and no more.
inline ui::Choices quick_choices() {
  ui::Choices choices;
  choices.style = "/paintings/Great Wave.png";
  choices.settings.scales = 1;
  choices.settings.evaluations = 3;
  choices.settings.coarse_evaluations = 3;
  choices.settings.precision = Precision::float32;
  return choices;
}

}  // namespace neural_style::plugin
