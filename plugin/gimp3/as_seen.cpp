// See as_seen.hpp.
#include "plugin/gimp3/as_seen.hpp"

#include <string>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"

namespace neural_style::plugin::gimp3 {

namespace {

bool has_filters(GimpDrawable* drawable) {
  const ui::Array<GimpDrawableFilter*> filters(gimp_drawable_get_filters(drawable));
  return filters && filters[0] != nullptr;
}

/// As the drawable's own image, so that no colour changes on the way; indexed ones are looked at in RGB.
HiddenImage image_like(GimpImage* original) {
  const GimpImageBaseType type = gimp_image_get_base_type(original);
  HiddenImage image(gimp_image_new_with_precision(gimp_image_get_width(original), gimp_image_get_height(original),
                                                  type == GIMP_GRAY ? GIMP_GRAY : GIMP_RGB,
                                                  gimp_image_get_precision(original)));
  gimp_image_undo_disable(image.get());
  const ui::Owned<GimpColorProfile> profile(gimp_image_get_color_profile(original));
  if (profile) {
    gimp_image_set_color_profile(image.get(), profile.get());
  }
  return image;
}

}  // namespace

AsSeen::AsSeen(GimpDrawable* drawable) {
  if (!has_filters(drawable)) {
    buffer_.reset(gimp_drawable_get_buffer(drawable));
    return;
  }
  image_ = image_like(gimp_item_get_image(GIMP_ITEM(drawable)));
  GimpLayer* copy = gimp_layer_new_from_drawable(drawable, image_.get());
  if (copy == nullptr || gimp_image_insert_layer(image_.get(), copy, nullptr, 0) == FALSE) {
    throw Error(say("GIMP cannot copy the layer with its filters: {0}", gimp_pdb_get_last_error(gimp_get_pdb())));
  }
  gint x = 0;
  gint y = 0;
  gimp_drawable_get_offsets(GIMP_DRAWABLE(copy), &x, &y);
  gimp_drawable_merge_filters(GIMP_DRAWABLE(copy));
  gint merged_x = 0;
  gint merged_y = 0;
  gimp_drawable_get_offsets(GIMP_DRAWABLE(copy), &merged_x, &merged_y);
  x_ = x - merged_x;
  y_ = y - merged_y;
  buffer_.reset(gimp_drawable_get_buffer(GIMP_DRAWABLE(copy)));
}

}  // namespace neural_style::plugin::gimp3
