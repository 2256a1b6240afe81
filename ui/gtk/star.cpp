// See star.hpp.
#include "ui/gtk/star.hpp"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <numbers>

namespace neural_style::ui::gtk {

namespace {

constexpr int side = 22;

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Context = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

/// Golden, with a dark rim that keeps it apart from any picture.
void draw_star(cairo_t* context) {
  constexpr int corners = 10;
  constexpr double outer = side / 2.0 - 1.5;
  constexpr double inner = 0.45 * outer;
  cairo_translate(context, side / 2.0, side / 2.0 + 0.5);
  for (int i = 0; i < corners; ++i) {
    const double angle = i * 2 * std::numbers::pi / corners;
    const double radius = i % 2 == 0 ? outer : inner;
    cairo_line_to(context, radius * std::sin(angle), -radius * std::cos(angle));
  }
  cairo_close_path(context);
  cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width(context, 3);
  cairo_set_source_rgba(context, 0, 0, 0, 0.7);
  cairo_stroke_preserve(context);
  cairo_set_source_rgb(context, 1, 0.8, 0.2);
  cairo_fill(context);
}

/// Cairo's pixels are words of premultiplied colours, those of GDK bytes of plain ones.
Pixbuf to_pixbuf(cairo_surface_t* surface) {
  cairo_surface_flush(surface);
  std::array<std::uint32_t, static_cast<std::size_t>(side) * side> words{};
  std::memcpy(words.data(), cairo_image_surface_get_data(surface), sizeof words);  // side words a row, without a gap
  Pixbuf pixbuf(gdk_pixbuf_new(GDK_COLORSPACE_RGB, TRUE, 8, side, side));
  const int stride = gdk_pixbuf_get_rowstride(pixbuf.get());
  for (int i = 0; i < side * side; ++i) {
    const std::uint32_t word = words[static_cast<std::size_t>(i)];
    const std::uint32_t alpha = word >> 24U;
    guchar* const pixel = gdk_pixbuf_get_pixels(pixbuf.get()) + static_cast<std::ptrdiff_t>(i / side) * stride +
                          static_cast<std::ptrdiff_t>(i % side) * 4;
    for (unsigned channel = 0; channel < 3; ++channel) {
      const std::uint32_t value = word >> (16U - 8U * channel) & 0xFFU;
      pixel[channel] = static_cast<guchar>(alpha == 0 ? 0 : std::min(255U, 255U * value / alpha));
    }
    pixel[3] = static_cast<guchar>(alpha);
  }
  return pixbuf;
}

}  // namespace

Pixbuf with_star(const GdkPixbuf& picture) {
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, side, side), cairo_surface_destroy);
  draw_star(Context(cairo_create(surface.get()), cairo_destroy).get());
  const Pixbuf star = to_pixbuf(surface.get());
  Pixbuf marked(gdk_pixbuf_copy(&picture));
  const int width = std::min(side, gdk_pixbuf_get_width(marked.get()));
  const int height = std::min(side, gdk_pixbuf_get_height(marked.get()));
  const int x = gdk_pixbuf_get_width(marked.get()) - width;
  gdk_pixbuf_composite(star.get(), marked.get(), x, 0, width, height, x, 0, 1, 1, GDK_INTERP_NEAREST, 255);
  return marked;
}

}  // namespace neural_style::ui::gtk
