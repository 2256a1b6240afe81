// See host.hpp.
#include "plugin/gimp2/host.hpp"

#include <glib/gstdio.h>

#include <string>

#include "neural_style/translation.hpp"
#include "plugin/gegl.hpp"
#include "plugin/gimp2/kept.hpp"
#include "plugin/gimp2/pixels.hpp"
#include "plugin/gimp2/style.hpp"
#include "plugin/last_values.hpp"
#include "plugin/sentences.hpp"

namespace neural_style::plugin::gimp2 {

namespace {

Place place_of(gint32 drawable) {
  Place place;
  gimp_drawable_offsets(drawable, &place.x, &place.y);
  return place;
}

using ui::Text;

/// Of a mask or a selection.
Buffer buffer_of(gint32 drawable) { return Buffer(gimp_drawable_get_buffer(drawable)); }

DrawableKind kind_of(gint32 drawable) {
  if (gimp_item_is_layer_mask(drawable) != FALSE) {
    return DrawableKind::mask;
  }
  if (gimp_item_is_channel(drawable) != FALSE) {
    return DrawableKind::channel;
  }
  if (gimp_item_is_group(drawable) != FALSE) {
    return DrawableKind::group;
  }
  return gimp_layer_is_floating_sel(drawable) != FALSE ? DrawableKind::floating_selection : DrawableKind::layer;
}

std::optional<Rectangle> selected_box(gint32 image, gint32 drawable) {
  if (gimp_selection_is_empty(image) != FALSE) {
    return std::nullopt;
  }
  Rectangle box;
  if (gimp_drawable_mask_intersect(drawable, &box.x, &box.y, &box.width, &box.height) == FALSE) {
    return Rectangle{};
  }
  return box;
}

/// In GIMP's own folder, since what GIMP itself remembers of plug-ins ends with its session.
Text last_values_file() { return Text(g_build_filename(gimp_directory(), "neural-style.json", nullptr)); }

/// The image's one change: a layer that is complete enters it. One undo step, of the procedure's name.
void insert_above(gint32 image, gint32 below, gint32 layer) {
  gimp_image_undo_group_start(image);
  const gboolean inserted =
      gimp_image_insert_layer(image, layer, gimp_item_get_parent(below), gimp_image_get_item_position(image, below));
  if (inserted != FALSE) {
    gimp_image_set_active_layer(image, layer);
  }
  gimp_image_undo_group_end(image);
  if (inserted == FALSE) {
    throw no_new_layer(gimp_get_pdb_error());
  }
  gimp_displays_flush();
}

}  // namespace

void GimpHost::check_still_there() const {
  if (gimp_image_is_valid(image_) == FALSE) {
    throw image_closed();
  }
  if (gimp_item_is_valid(drawable_) == FALSE || gimp_item_get_image(drawable_) != image_) {
    throw layer_removed();
  }
}

std::vector<Source> GimpHost::describe() {
  if (gimp_image_is_valid(image_) == FALSE || gimp_item_is_valid(drawable_) == FALSE ||
      gimp_item_is_drawable(drawable_) == FALSE || gimp_item_get_image(drawable_) != image_) {
    throw no_such_layer();
  }
  Source source;
  source.kind = kind_of(drawable_);
  source.width = gimp_drawable_width(drawable_);
  source.height = gimp_drawable_height(drawable_);
  source.gray = gimp_image_base_type(image_) == GIMP_GRAY;
  source.indexed = gimp_image_base_type(image_) == GIMP_INDEXED;
  source.image_has_floating_selection = gimp_image_get_floating_sel(image_) > 0;
  source.selection = selected_box(image_, drawable_);
  if (original() >= 0) {
    source.choices = kept_choices(drawable_);
  }
  return {source};
}

Image GimpHost::read(std::size_t /*source*/, const Rectangle& area) { return read_image(*pixels_of(drawable_), area); }

/// The layer that the drawable was painted from, if both are still alike in size; -1: there is none.
gint32 GimpHost::original() const {
  const gint32 layer = kept_original(image_, drawable_);
  const bool alike = layer >= 0 && gimp_drawable_width(layer) == gimp_drawable_width(drawable_) &&
                     gimp_drawable_height(layer) == gimp_drawable_height(drawable_);
  return alike ? layer : -1;
}

Image GimpHost::read_original(std::size_t /*source*/, const Rectangle& area) {
  const gint32 layer = original();
  if (layer < 0) {
    throw original_removed();
  }
  return read_image(*pixels_of(layer), area);
}

Image GimpHost::read_small(std::size_t /*source*/, const Rectangle& area, int side) {
  return plugin::read_small(*pixels_of(drawable_), area, side);
}

/// Of something that begins at `place` in the image; 0 where it has no pixels, as where a layer reaches beyond the
/// image.
Mask GimpHost::read_beside(gint32 drawable, const Place& place, const Rectangle& area) const {
  const Place own = place_of(drawable_);
  return read_mask(*buffer_of(drawable), {area.x + own.x - place.x, area.y + own.y - place.y, area.width, area.height});
}

Mask GimpHost::read_selection(std::size_t /*source*/, const Rectangle& area) {
  return read_beside(gimp_image_get_selection(image_), {}, area);
}

Mask GimpHost::read_named_mask(std::size_t /*source*/, const Rectangle& area, const std::string& name) {
  if (const gint32 channel = gimp_image_get_channel_by_name(image_, name.c_str()); channel >= 0) {
    return read_beside(channel, {}, area);
  }
  const gint32 layer = gimp_image_get_layer_by_name(image_, name.c_str());
  const gint32 mask = layer >= 0 ? gimp_layer_get_mask(layer) : -1;
  if (mask < 0) {
    throw no_such_mask(name);
  }
  return read_beside(mask, place_of(layer), area);
}

Image GimpHost::read_style_file(const std::filesystem::path& file) { return style_of_file(file); }

StylePicture GimpHost::read_style_layer(int layer) {
  StylePicture style = style_of_layer(layer);
  if (gimp_item_get_image(layer) == image_) {
    const Place place = place_of(layer);
    const Place source = place_of(drawable_);
    style.box = {place.x - source.x, place.y - source.y, style.picture.width(), style.picture.height()};
  }
  return style;
}

StylePicture GimpHost::read_named_layer(const std::string& name) {
  const gint32 layer = gimp_image_get_layer_by_name(image_, name.c_str());
  if (layer < 0) {
    throw no_such_named_layer(name);
  }
  return read_style_layer(layer);
}

gint32 GimpHost::make_mask(gint32 owner, const NewLayer& layer) const {
  if (!layer.selection.empty()) {
    const gint32 mask = gimp_layer_create_mask(owner, GIMP_ADD_MASK_BLACK);
    write_mask(*buffer_of(mask), layer.box, layer.selection);
    return mask;
  }
  const gint32 own = gimp_layer_get_mask(drawable_);
  if (own < 0) {
    return -1;
  }
  const gint32 mask = gimp_layer_create_mask(owner, GIMP_ADD_MASK_WHITE);
  copy_all(*buffer_of(own), *buffer_of(mask));
  return mask;
}

gint32 GimpHost::make_layer(const NewLayer& layer) const {
  const gint width = gimp_drawable_width(drawable_);
  const gint height = gimp_drawable_height(drawable_);
  const Rectangle& box = layer.box;
  if (box.x + box.width > width || box.y + box.height > height) {
    throw layer_resized();
  }
  const Text name(g_utf8_make_valid(layer.name.c_str(), -1));
  const gint32 id =
      gimp_layer_new(image_, name.get(), width, height, gimp_drawable_type(drawable_), 100, GIMP_LAYER_MODE_NORMAL);
  if (id < 0) {
    throw no_new_layer(gimp_get_pdb_error());
  }
  const Buffer pixels = pixels_of(id);
  copy_all(*pixels_of(drawable_), *pixels);
  write_painting(*pixels, layer);
  const Place place = place_of(drawable_);
  gimp_layer_set_offsets(id, place.x, place.y);
  return id;
}

std::vector<int> GimpHost::add_layers(std::span<const NewLayer> layers) {
  const NewLayer& layer = layers.front();  // the one source's
  check_still_there();
  if (gimp_image_base_type(image_) == GIMP_INDEXED) {
    throw made_indexed();
  }
  const gint32 id = make_layer(layer);
  try {
    if (const gint32 mask = make_mask(id, layer); mask >= 0) {
      gimp_layer_add_mask(id, mask);
      gimp_layer_set_edit_mask(id, FALSE);
    }
    keep(id, layer.choices, layer.goes_on ? original() : drawable_);
    insert_above(image_, drawable_, id);
  } catch (...) {
    gimp_item_delete(id);
    throw;
  }
  return {id};
}

void GimpHost::progress(const Progress& progress) {
  if (!progress_begun_) {
    gimp_progress_init(tr("Neural Style"));
    progress_begun_ = true;
  }
  gimp_progress_set_text(progress.text.c_str());
  gimp_progress_update(progress.fraction);
}

void GimpHost::message(const std::string& text) { gimp_message(text.c_str()); }

std::optional<ui::Choices> GimpHost::load_last_choices() {
  char* contents = nullptr;
  gsize length = 0;
  if (g_file_get_contents(last_values_file().get(), &contents, &length, nullptr) == FALSE) {
    return std::nullopt;
  }
  const Text owned(contents);
  return parse_last_values({contents, length});
}

void GimpHost::save_last_choices(const ui::Choices& choices) {
  const std::string text = last_values_text(choices);
  // Written beside and renamed by GLib. A painting is worth more than remembering how it was asked for: no error.
  g_file_set_contents(last_values_file().get(), text.data(), static_cast<gssize>(text.size()), nullptr);
}

}  // namespace neural_style::plugin::gimp2
