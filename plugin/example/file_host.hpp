// The smallest editor there is: its image is a stack of layers in memory, each read from a picture file.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plugin/host.hpp"

namespace neural_style::plugin::example {

struct Layer {
  std::string name;
  Image picture;
  Mask mask;            ///< empty: there is none
  std::string choices;  ///< how the filter has painted it; "": it has not
  std::size_t painted_from = 0;
};

class FileHost final : public Host {
 public:
  /// The filter is called on the first layer. A selection lies in it, or is empty: all of it.
  FileHost(std::vector<Layer> layers, const std::optional<Rectangle>& selection, std::filesystem::path last_values);

  std::vector<Source> describe() override;
  Image read(std::size_t source, const Rectangle& area) override;
  Image read_original(std::size_t source, const Rectangle& area) override;
  Image read_small(std::size_t source, const Rectangle& area, int side) override;
  Mask read_selection(std::size_t source, const Rectangle& area) override;
  Mask read_named_mask(std::size_t source, const Rectangle& area, const std::string& name) override;
  Image read_style_file(const std::filesystem::path& file) override;
  StylePicture read_style_layer(int layer) override;
  StylePicture read_named_layer(const std::string& name) override;
  std::vector<int> add_layers(std::span<const NewLayer> layers) override;
  void progress(const Progress& progress) override;
  void message(const std::string& text) override;
  std::optional<ui::Choices> load_last_choices() override;
  void save_last_choices(const ui::Choices& choices) override;

  /// All layers as they look together, from the first to the last.
  [[nodiscard]] Image flattened() const;

 private:
  [[nodiscard]] const Layer& layer_named(const std::string& name) const;

  std::vector<Layer> layers_;
  std::optional<Rectangle> selection_;
  std::filesystem::path last_values_;  ///< a file
};

}  // namespace neural_style::plugin::example
