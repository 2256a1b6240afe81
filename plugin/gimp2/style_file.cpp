// See style_file.hpp.
#include "plugin/gimp2/style_file.hpp"

#include <string>
#include <system_error>

#include "neural_style/error.hpp"
#include "plugin/gimp2/gegl.hpp"

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

}  // namespace

Image read_style_file(const std::filesystem::path& file) {
  // GIMP's own sentences for these two speak of loading procedures and of extensions.
  std::error_code failed;
  if (!std::filesystem::exists(file, failed)) {
    throw Error("The style picture \"" + file.string() + "\" does not exist. Choose another one.");
  }
  if (std::filesystem::is_directory(file, failed)) {
    throw Error("The style picture \"" + file.string() + "\" is a folder. Choose a picture in it.");
  }
  const gint32 id = gimp_file_load(GIMP_RUN_NONINTERACTIVE, file.c_str(), file.c_str());
  if (id < 0) {
    throw Error("GIMP cannot open the style picture \"" + file.string() +
                "\". Choose another one. GIMP says: " + gimp_get_pdb_error());
  }
  const HiddenImage image(id);
  if (gimp_image_base_type(id) == GIMP_INDEXED) {
    gimp_image_convert_rgb(id);
  }
  const gint32 layer = gimp_layer_new_from_visible(id, id, "style");
  if (layer < 0) {
    throw Error("GIMP cannot put the layers of the style picture \"" + file.string() +
                "\" together: " + gimp_get_pdb_error());
  }
  Image style(gimp_drawable_width(layer), gimp_drawable_height(layer));
  gegl_buffer_get(buffer_of(layer).get(), nullptr, 1, image_format(), style.samples().data(), GEGL_AUTO_ROWSTRIDE,
                  GEGL_ABYSS_NONE);
  gimp_item_delete(layer);
  return style;
}

}  // namespace neural_style::plugin::gimp2
