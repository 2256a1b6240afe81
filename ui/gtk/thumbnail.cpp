// See thumbnail.hpp.
#include "ui/gtk/thumbnail.hpp"

#include <libgimpthumb/gimpthumb.h>

namespace neural_style::ui::gtk {

namespace {

/// The thumbnail that GIMP, or a file manager, made of the file and left where the desktop's programs share them.
Pixbuf shared_thumbnail(const char* file) {
  const Owned<GimpThumbnail> known(gimp_thumbnail_new());
  if (gimp_thumb_init("neural-style", nullptr) == FALSE ||
      gimp_thumbnail_set_filename(known.get(), file, nullptr) == FALSE) {
    return nullptr;
  }
  return Pixbuf(gimp_thumbnail_load_thumb(known.get(), GIMP_THUMB_SIZE_NORMAL, nullptr));
}

}  // namespace

Pixbuf thumbnail_of(const char* file) {
  if (!g_file_test(file, G_FILE_TEST_IS_REGULAR)) {
    return nullptr;
  }
  Pixbuf picture(gdk_pixbuf_new_from_file_at_scale(file, thumbnail_side, thumbnail_side, TRUE, nullptr));
  if (!picture) {
    picture = shared_thumbnail(file);
  }
  return picture ? fitted(*picture, thumbnail_side) : nullptr;
}

}  // namespace neural_style::ui::gtk
