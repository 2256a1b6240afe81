// See pixels.hpp.
#include "plugin/gimp2/pixels.hpp"

namespace neural_style::plugin::gimp2 {

Buffer pixels_of(gint32 drawable) {
  Buffer buffer(gimp_drawable_get_buffer(drawable));
  const ui::Owned<GimpColorProfile> profile(gimp_image_get_effective_color_profile(gimp_item_get_image(drawable)));
  const Babl* space =
      gimp_color_profile_get_space(profile.get(), GIMP_COLOR_RENDERING_INTENT_RELATIVE_COLORIMETRIC, nullptr);
  if (space != nullptr) {
    const char* encoding = babl_format_get_encoding(gegl_buffer_get_format(buffer.get()));
    gegl_buffer_set_format(buffer.get(), babl_format_with_space(encoding, space));
  }
  return buffer;
}

}  // namespace neural_style::plugin::gimp2
