// GIMP 2.10 as the filter's host.
#pragma once

#include <libgimp/gimp.h>

#include "plugin/host.hpp"

namespace neural_style::plugin::gimp2 {

class GimpHost final : public Host {
 public:
  GimpHost(gint32 image, gint32 drawable) : image_(image), drawable_(drawable) {}

  Source describe() override;
  Image read(const Rectangle& area) override;
  Mask read_selection(const Rectangle& area) override;
  Image load_style(const std::filesystem::path& file) override;
  int add_layer(const NewLayer& layer) override;
  void progress(const Progress& progress) override;
  void message(const std::string& text) override;
  std::optional<std::string> load_last_values() override;
  void save_last_values(const std::string& text) override;

 private:
  void check_still_there() const;
  [[nodiscard]] gint32 make_layer(const NewLayer& layer) const;
  [[nodiscard]] gint32 make_mask(gint32 owner, const NewLayer& layer) const;

  gint32 image_;
  gint32 drawable_;
  bool progress_begun_ = false;
};

}  // namespace neural_style::plugin::gimp2
