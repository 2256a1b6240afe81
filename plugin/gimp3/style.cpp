// See style.hpp.
#include "plugin/gimp3/style.hpp"

#include <libgimp/gimp.h>

#include <string>

#include "plugin/gimp3/as_seen.hpp"
#include "plugin/style_file.hpp"

namespace neural_style::plugin::gimp3 {

namespace {

std::string last_error() { return gimp_pdb_get_last_error(gimp_get_pdb()); }

Image all_of(GimpDrawable* drawable) {
  return AsSeen(drawable).read({0, 0, gimp_drawable_get_width(drawable), gimp_drawable_get_height(drawable)});
}

}  // namespace

StylePicture style_of_layer(int id) {
  GimpItem* item = gimp_item_id_is_drawable(id) != FALSE ? gimp_item_get_by_id(id) : nullptr;
  if (item == nullptr) {
    throw style_layer_removed();
  }
  const ui::Text name(gimp_item_get_name(item));
  return {name.get(), all_of(GIMP_DRAWABLE(item))};
}

Image style_of_file(const std::filesystem::path& path) {
  check_style_file(path);
  const ui::Owned<GFile> file(g_file_new_for_path(path.c_str()));
  const HiddenImage image(gimp_file_load(GIMP_RUN_NONINTERACTIVE, file.get()));
  if (!image) {
    throw cannot_open_style(path, last_error());
  }
  // A photograph that says how it was held is turned, as when a person opens it.
  gimp_image_policy_rotate(image.get(), FALSE);
  if (gimp_image_get_base_type(image.get()) == GIMP_INDEXED) {
    gimp_image_convert_rgb(image.get());
  }
  GimpLayer* layer = gimp_layer_new_from_visible(image.get(), image.get(), "style");
  if (layer == nullptr) {
    throw cannot_open_style(path, last_error());
  }
  Image style = all_of(GIMP_DRAWABLE(layer));
  gimp_item_delete(GIMP_ITEM(layer));
  return style;
}

}  // namespace neural_style::plugin::gimp3
