// See thumbnail.hpp.
#include "ui/gtk/thumbnail.hpp"

#include <libgimpthumb/gimpthumb.h>

#include <utility>

namespace neural_style::ui::gtk {

Pixbuf decoded_thumbnail(const char* file, int side) {
  if (!g_file_test(file, G_FILE_TEST_IS_REGULAR)) {
    return nullptr;
  }
  const Pixbuf lying(gdk_pixbuf_new_from_file_at_scale(file, side, side, TRUE, nullptr));
  if (!lying) {
    return nullptr;
  }
  // As the photograph was held.
  const Pixbuf picture(gdk_pixbuf_apply_embedded_orientation(lying.get()));
  return fitted(*picture, side);
}

Pixbuf shared_thumbnail(const char* file, int side) {
  const Owned<GimpThumbnail> known(gimp_thumbnail_new());
  if (gimp_thumb_init("neural-style", nullptr) == FALSE ||
      gimp_thumbnail_set_filename(known.get(), file, nullptr) == FALSE) {
    return nullptr;
  }
  const Pixbuf picture(gimp_thumbnail_load_thumb(known.get(), GIMP_THUMB_SIZE_NORMAL, nullptr));
  return picture ? fitted(*picture, side) : nullptr;
}

Pixbuf thumbnail_of(const char* file, int side) {
  Pixbuf picture = decoded_thumbnail(file, side);
  return picture || !g_file_test(file, G_FILE_TEST_IS_REGULAR) ? std::move(picture) : shared_thumbnail(file, side);
}

}  // namespace neural_style::ui::gtk
