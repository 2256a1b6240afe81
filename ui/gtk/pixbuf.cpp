// See pixbuf.hpp.
#include "ui/gtk/pixbuf.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace neural_style::ui::gtk {

namespace {

// GIMP's own checks.
constexpr int check_side = 8;
constexpr guint32 dark_check = 0x666666;
constexpr guint32 light_check = 0x999999;

/// 8 bits, with alpha.
Pixbuf to_pixbuf(const Image& picture) {
  Pixbuf pixbuf(gdk_pixbuf_new(GDK_COLORSPACE_RGB, TRUE, 8, picture.width(), picture.height()));
  const auto stride = static_cast<std::size_t>(gdk_pixbuf_get_rowstride(pixbuf.get()));
  guchar* const pixels = gdk_pixbuf_get_pixels(pixbuf.get());
  for (int y = 0; y < picture.height(); ++y) {
    std::ranges::transform(picture.row(y), pixels + static_cast<std::size_t>(y) * stride, [](float sample) {
      return static_cast<guchar>(std::lround(255 * std::clamp(sample, 0.0F, 1.0F)));
    });
  }
  return pixbuf;
}

}  // namespace

Pixbuf on_checks(const Image& picture) {
  const Pixbuf pixbuf = to_pixbuf(picture);
  return Pixbuf(gdk_pixbuf_composite_color_simple(pixbuf.get(), picture.width(), picture.height(), GDK_INTERP_NEAREST,
                                                  255, check_side, dark_check, light_check));
}

Pixbuf fitted(const GdkPixbuf& picture, int side) {
  const int width = gdk_pixbuf_get_width(&picture);
  const int height = gdk_pixbuf_get_height(&picture);
  const double scale = static_cast<double>(side) / std::max(width, height);
  return Pixbuf(gdk_pixbuf_composite_color_simple(&picture, std::max(1, static_cast<int>(std::lround(width * scale))),
                                                  std::max(1, static_cast<int>(std::lround(height * scale))),
                                                  GDK_INTERP_BILINEAR, 255, check_side, dark_check, light_check));
}

}  // namespace neural_style::ui::gtk
