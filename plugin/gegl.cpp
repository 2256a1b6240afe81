// See gegl.hpp.
#include "plugin/gegl.hpp"

#include <algorithm>

namespace neural_style::plugin {

namespace {

GeglRectangle gegl(const Rectangle& area) { return {area.x, area.y, area.width, area.height}; }

/// The samples of an Image.
const Babl* image_format() { return babl_format("R'G'B'A float"); }

/// The samples of a Mask: masks and selections are linear.
const Babl* mask_format() { return babl_format("Y float"); }

template <class Raster>
Raster read(GeglBuffer& buffer, const Rectangle& area, double scale, const Babl* format) {
  Raster raster(area.width, area.height);
  const GeglRectangle rectangle = gegl(area);
  gegl_buffer_get(&buffer, &rectangle, scale, format, raster.samples().data(), GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  return raster;
}

template <class Raster>
void write(GeglBuffer& buffer, const Rectangle& area, const Raster& raster, const Babl* format) {
  const GeglRectangle rectangle = gegl(area);
  gegl_buffer_set(&buffer, &rectangle, 0, format, raster.samples().data(), GEGL_AUTO_ROWSTRIDE);
}

}  // namespace

Image read_image(GeglBuffer& buffer, const Rectangle& area) { return read<Image>(buffer, area, 1, image_format()); }

Image read_small(GeglBuffer& buffer, const Rectangle& area, int side) {
  const double scale = std::min(1.0, static_cast<double>(side) / std::max(area.width, area.height));
  const auto scaled = [scale](int length) { return static_cast<int>(length * scale); };
  const Rectangle small{scaled(area.x), scaled(area.y), std::max(1, scaled(area.width)),
                        std::max(1, scaled(area.height))};
  return read<Image>(buffer, small, scale, image_format());
}

void write_image(GeglBuffer& buffer, const Rectangle& area, const Image& image) {
  write(buffer, area, image, image_format());
}

Mask read_mask(GeglBuffer& buffer, const Rectangle& area) { return read<Mask>(buffer, area, 1, mask_format()); }

void write_mask(GeglBuffer& buffer, const Rectangle& area, const Mask& mask) {
  write(buffer, area, mask, mask_format());
}

void copy_all(GeglBuffer& from, GeglBuffer& to) { gegl_buffer_copy(&from, nullptr, GEGL_ABYSS_NONE, &to, nullptr); }

Rectangle extent(GeglBuffer& buffer) {
  const GeglRectangle& all = *gegl_buffer_get_extent(&buffer);
  return {all.x, all.y, all.width, all.height};
}

}  // namespace neural_style::plugin
