// GIMP 3 as the filter's host.
#pragma once

#include <libgimp/gimp.h>

#include <vector>

#include "plugin/host.hpp"

namespace neural_style::plugin::gimp3 {

class GimpHost final : public Host {
 public:
  /// `drawables` ends with a null pointer.
  GimpHost(GimpImage* image, GimpDrawable** drawables, GimpProcedureConfig* config);

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

 private:
  void check_still_there() const;
  [[nodiscard]] GimpDrawable* drawable(std::size_t source) const;
  [[nodiscard]] GimpLayer* make_layer(std::size_t source, const NewLayer& layer) const;
  void insert_above(const std::vector<GimpLayer*>& layers) const;

  // By number: what they stand for can be gone when the painting is done.
  int image_;
  std::vector<int> drawables_;
  GimpProcedureConfig* config_;
  bool progress_begun_ = false;
};

}  // namespace neural_style::plugin::gimp3
