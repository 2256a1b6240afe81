// GIMP 2.10 as the filter's host.
#pragma once

#include <libgimp/gimp.h>

#include "plugin/host.hpp"

namespace neural_style::plugin::gimp2 {

/// With one source: GIMP 2.10 calls filters on one drawable.
class GimpHost final : public Host {
 public:
  GimpHost(gint32 image, gint32 drawable) : image_(image), drawable_(drawable) {}

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
  [[nodiscard]] Mask read_beside(gint32 drawable, const Place& place, const Rectangle& area) const;
  void check_still_there() const;
  [[nodiscard]] gint32 original() const;
  [[nodiscard]] gint32 make_layer(const NewLayer& layer) const;
  [[nodiscard]] gint32 make_mask(gint32 owner, const NewLayer& layer) const;

  gint32 image_;
  gint32 drawable_;
  bool progress_begun_ = false;
};

}  // namespace neural_style::plugin::gimp2
