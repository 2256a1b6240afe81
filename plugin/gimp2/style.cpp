// See style.hpp.
#include "plugin/gimp2/style.hpp"

#include <libgimp/gimp.h>

#include <filesystem>

#include "plugin/gimp2/pixels.hpp"
#include "plugin/style_file.hpp"

namespace neural_style::plugin::gimp2 {

namespace {

/// An image that has no display and ends with its scope.
class HiddenImage {
 public:
  explicit HiddenImage(gint32 id) : id_(id) {}
  HiddenImage(const HiddenImage&) = delete;
  HiddenImage& operator=(const HiddenImage&) = delete;
  HiddenImage(HiddenImage&&) = delete;
  HiddenImage& operator=(HiddenImage&&) = delete;
  ~HiddenImage() { gimp_image_delete(id_); }
  [[nodiscard]] gint32 id() const { return id_; }

 private:
  gint32 id_;
};

Image all_of(gint32 drawable) {
  const Buffer buffer = pixels_of(drawable);
  return read_image(*buffer, extent(*buffer));
}

}  // namespace

StylePicture style_of_layer(int id) {
  if (gimp_item_is_valid(id) == FALSE || gimp_item_is_drawable(id) == FALSE) {
    throw style_layer_removed();
  }
  const ui::Text name(gimp_item_get_name(id));
  return {name.get(), all_of(id)};
}

Image style_of_file(const std::filesystem::path& file) {
  check_style_file(file);
  const gint32 id = gimp_file_load(GIMP_RUN_NONINTERACTIVE, file.c_str(), file.c_str());
  if (id < 0) {
    throw cannot_open_style(file, gimp_get_pdb_error());
  }
  const HiddenImage image(id);
  if (gimp_image_base_type(id) == GIMP_INDEXED) {
    gimp_image_convert_rgb(id);
  }
  const gint32 layer = gimp_layer_new_from_visible(id, id, "style");
  if (layer < 0) {
    throw cannot_open_style(file, gimp_get_pdb_error());
  }
  Image style = all_of(layer);
  gimp_item_delete(layer);
  return style;
}

}  // namespace neural_style::plugin::gimp2
