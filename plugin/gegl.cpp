// See gegl.hpp.
#include "plugin/gegl.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

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

/// As the buffer has them.
std::vector<std::byte> read_raw(GeglBuffer& buffer, const Rectangle& area) {
  const GeglRectangle rectangle = gegl(area);
  const auto size = static_cast<std::size_t>(babl_format_get_bytes_per_pixel(gegl_buffer_get_format(&buffer)));
  std::vector<std::byte> pixels(size * static_cast<std::size_t>(area.width) * static_cast<std::size_t>(area.height));
  gegl_buffer_get(&buffer, &rectangle, 1, nullptr, pixels.data(), GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  return pixels;
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

void write_painting(GeglBuffer& buffer, const NewLayer& layer) {
  const std::vector<std::byte> before = read_raw(buffer, layer.box);
  write(buffer, layer.box, layer.picture, image_format());
  std::vector<std::byte> pixels = read_raw(buffer, layer.box);
  const auto samples = layer.picture.samples();
  const auto selection = layer.selection.samples();
  const std::size_t count = samples.size() / 4;
  const std::size_t size = pixels.size() / count;
  for (std::size_t i = 0; i < count; ++i) {
    const bool selected = selection.empty() || selection[i] > 0;
    const bool visible = samples[4 * i + 3] > 0;
    if (!selected || !visible) {
      std::copy_n(before.begin() + static_cast<std::ptrdiff_t>(i * size), size,
                  pixels.begin() + static_cast<std::ptrdiff_t>(i * size));
    }
  }
  const GeglRectangle rectangle = gegl(layer.box);
  gegl_buffer_set(&buffer, &rectangle, 0, nullptr, pixels.data(), GEGL_AUTO_ROWSTRIDE);
}

Mask read_mask(GeglBuffer& buffer, const Rectangle& area) { return read<Mask>(buffer, area, 1, mask_format()); }

void write_mask(GeglBuffer& buffer, const Rectangle& area, const Mask& mask) {
  write(buffer, area, mask, mask_format());
}

void copy_all(GeglBuffer& from, GeglBuffer& to, int x, int y) {
  const GeglRectangle& all = *gegl_buffer_get_extent(&to);
  const GeglRectangle source{all.x + x, all.y + y, all.width, all.height};
  gegl_buffer_copy(&from, &source, GEGL_ABYSS_NONE, &to, &all);
}

Rectangle extent(GeglBuffer& buffer) {
  const GeglRectangle& all = *gegl_buffer_get_extent(&buffer);
  return {all.x, all.y, all.width, all.height};
}

}  // namespace neural_style::plugin
