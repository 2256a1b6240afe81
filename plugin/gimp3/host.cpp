// See host.hpp.
#include "plugin/gimp3/host.hpp"

#include <algorithm>
#include <string>

#include "neural_style/translation.hpp"
#include "plugin/filter.hpp"
#include "plugin/gegl.hpp"
#include "plugin/gimp3/arguments.hpp"
#include "plugin/gimp3/as_seen.hpp"
#include "plugin/gimp3/kept.hpp"
#include "plugin/gimp3/style.hpp"
#include "plugin/sentences.hpp"

namespace neural_style::plugin::gimp3 {

namespace {

std::string last_error() { return gimp_pdb_get_last_error(gimp_get_pdb()); }

template <class Drawable>
Buffer buffer_of(Drawable* drawable) {
  return Buffer(gimp_drawable_get_buffer(GIMP_DRAWABLE(drawable)));
}

DrawableKind kind_of(GimpDrawable* drawable) {
  GimpItem* item = GIMP_ITEM(drawable);
  if (gimp_item_is_layer_mask(item)) {
    return DrawableKind::mask;
  }
  if (gimp_item_is_channel(item)) {
    return DrawableKind::channel;
  }
  if (gimp_item_is_group(item)) {
    return DrawableKind::group;
  }
  return gimp_layer_is_floating_sel(GIMP_LAYER(item)) ? DrawableKind::floating_selection : DrawableKind::layer;
}

std::optional<Rectangle> selected_box(GimpImage* image, GimpDrawable* drawable) {
  if (gimp_selection_is_empty(image)) {
    return std::nullopt;
  }
  Rectangle box;
  if (!gimp_drawable_mask_intersect(drawable, &box.x, &box.y, &box.width, &box.height)) {
    return Rectangle{};
  }
  return box;
}

/// The layer that the drawable was painted from, if both are still alike in size; null: there is none.
GimpDrawable* original_of(GimpDrawable* drawable) {
  GimpDrawable* layer = kept_original(drawable);
  const bool alike = layer != nullptr && gimp_drawable_get_width(layer) == gimp_drawable_get_width(drawable) &&
                     gimp_drawable_get_height(layer) == gimp_drawable_get_height(drawable);
  return alike ? layer : nullptr;
}

Source describe_one(GimpImage* image, GimpDrawable* drawable) {
  Source source;
  source.kind = kind_of(drawable);
  source.width = gimp_drawable_get_width(drawable);
  source.height = gimp_drawable_get_height(drawable);
  source.gray = gimp_image_get_base_type(image) == GIMP_GRAY;
  source.indexed = gimp_image_get_base_type(image) == GIMP_INDEXED;
  source.image_has_floating_selection = gimp_image_get_floating_sel(image) != nullptr;
  source.selection = selected_box(image, drawable);
  if (original_of(drawable) != nullptr) {
    source.choices = kept_choices(drawable);
  }
  return source;
}

bool is_of_image(int item, int image) {
  return gimp_item_id_is_drawable(item) &&
         gimp_item_get_image(gimp_item_get_by_id(item)) == gimp_image_get_by_id(image);
}

Place place_of(GimpDrawable* drawable) {
  Place place;
  gimp_drawable_get_offsets(drawable, &place.x, &place.y);
  return place;
}

/// An area of the drawable in a mask that begins at `place` in the image; 0 where that has no pixels, as where a layer
/// reaches beyond the image.
Mask read_beside(GimpDrawable* drawable, GeglBuffer& mask, const Place& place, const Rectangle& area) {
  const Place own = place_of(drawable);
  return read_mask(mask, {area.x + own.x - place.x, area.y + own.y - place.y, area.width, area.height});
}

/// The mask that a new layer is to have; null if none.
GimpLayerMask* make_mask(GimpLayer* owner, GimpLayer* source, const NewLayer& layer) {
  if (!layer.selection.empty()) {
    GimpLayerMask* mask = gimp_layer_create_mask(owner, GIMP_ADD_MASK_BLACK);
    write_mask(*buffer_of(mask), layer.box, layer.selection);
    return mask;
  }
  GimpLayerMask* own = gimp_layer_get_mask(source);
  if (own == nullptr) {
    return nullptr;
  }
  GimpLayerMask* mask = gimp_layer_create_mask(owner, GIMP_ADD_MASK_WHITE);
  copy_all(*buffer_of(own), *buffer_of(mask));
  return mask;
}

}  // namespace

GimpHost::GimpHost(GimpImage* image, GimpDrawable** drawables, GimpProcedureConfig* config)
    : image_(gimp_image_get_id(image)), config_(config) {
  for (GimpDrawable** each = drawables; *each != nullptr; ++each) {
    drawables_.push_back(gimp_item_get_id(GIMP_ITEM(*each)));
  }
}

GimpDrawable* GimpHost::drawable(std::size_t source) const {
  return GIMP_DRAWABLE(gimp_item_get_by_id(drawables_[source]));
}

void GimpHost::check_still_there() const {
  if (!gimp_image_id_is_valid(image_)) {
    throw image_closed();
  }
  if (!std::ranges::all_of(drawables_, [this](int id) { return is_of_image(id, image_); })) {
    throw layer_removed();
  }
}

std::vector<Source> GimpHost::describe() {
  if (drawables_.empty() || !gimp_image_id_is_valid(image_) ||
      !std::ranges::all_of(drawables_, [this](int id) { return is_of_image(id, image_); })) {
    throw no_such_layer();
  }
  std::vector<Source> sources;
  for (std::size_t i = 0; i < drawables_.size(); ++i) {
    sources.push_back(describe_one(gimp_image_get_by_id(image_), drawable(i)));
  }
  return sources;
}

Image GimpHost::read(std::size_t source, const Rectangle& area) { return AsSeen(drawable(source)).read(area); }

Image GimpHost::read_original(std::size_t source, const Rectangle& area) {
  GimpDrawable* original = original_of(drawable(source));
  if (original == nullptr) {
    throw original_removed();
  }
  return AsSeen(original).read(area);
}

Image GimpHost::read_small(std::size_t source, const Rectangle& area, int side) {
  return AsSeen(drawable(source)).read_scaled(area, side);
}

Mask GimpHost::read_selection(std::size_t source, const Rectangle& area) {
  GimpSelection* selection = gimp_image_get_selection(gimp_image_get_by_id(image_));
  return read_beside(drawable(source), *buffer_of(selection), {}, area);
}

Mask GimpHost::read_named_mask(std::size_t source, const Rectangle& area, const std::string& name) {
  GimpImage* image = gimp_image_get_by_id(image_);
  if (GimpChannel* channel = gimp_image_get_channel_by_name(image, name.c_str()); channel != nullptr) {
    return read_beside(drawable(source), *buffer_of(channel), {}, area);
  }
  GimpLayer* layer = gimp_image_get_layer_by_name(image, name.c_str());
  GimpLayerMask* mask = layer != nullptr ? gimp_layer_get_mask(layer) : nullptr;
  if (mask == nullptr) {
    throw no_such_mask(name);
  }
  return read_beside(drawable(source), *buffer_of(mask), place_of(GIMP_DRAWABLE(layer)), area);
}

Image GimpHost::read_style_file(const std::filesystem::path& file) { return style_of_file(file); }

StylePicture GimpHost::read_style_layer(int layer) {
  StylePicture style = style_of_layer(layer);
  GimpItem* item = gimp_item_get_by_id(layer);
  if (gimp_image_get_id(gimp_item_get_image(item)) == image_) {
    const Place place = place_of(GIMP_DRAWABLE(item));
    const Place source = place_of(drawable(0));
    style.box = {place.x - source.x, place.y - source.y, style.picture.width(), style.picture.height()};
  }
  return style;
}

StylePicture GimpHost::read_named_layer(const std::string& name) {
  GimpLayer* layer = gimp_image_get_layer_by_name(gimp_image_get_by_id(image_), name.c_str());
  if (layer == nullptr) {
    throw no_such_named_layer(name);
  }
  return read_style_layer(gimp_item_get_id(GIMP_ITEM(layer)));
}

GimpLayer* GimpHost::make_layer(std::size_t source, const NewLayer& layer) const {
  GimpDrawable* below = drawable(source);
  const int width = gimp_drawable_get_width(below);
  const int height = gimp_drawable_get_height(below);
  if (layer.box.x + layer.box.width > width || layer.box.y + layer.box.height > height) {
    throw layer_resized();
  }
  const ui::Text name(g_utf8_make_valid(layer.name.c_str(), -1));
  GimpLayer* made = gimp_layer_new(gimp_image_get_by_id(image_), name.get(), width, height, gimp_drawable_type(below),
                                   100, GIMP_LAYER_MODE_NORMAL);
  if (made == nullptr) {
    throw no_new_layer(last_error());
  }
  const Buffer pixels = buffer_of(made);
  AsSeen(below).copy_to(*pixels);
  write_painting(*pixels, layer);
  const Place place = place_of(below);
  gimp_layer_set_offsets(made, place.x, place.y);
  if (GimpLayerMask* mask = make_mask(made, GIMP_LAYER(below), layer); mask != nullptr) {
    gimp_layer_add_mask(made, mask);
    gimp_layer_set_edit_mask(made, FALSE);
  }
  keep(made, layer.choices, layer.goes_on ? original_of(below) : below);
  return made;
}

/// The image's one change: layers that are complete enter it. One undo step, of the procedure's name.
void GimpHost::insert_above(const std::vector<GimpLayer*>& layers) const {
  GimpImage* image = gimp_image_get_by_id(image_);
  gimp_image_undo_group_start(image);
  std::vector<const GimpLayer*> inserted;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    GimpItem* below = GIMP_ITEM(drawable(i));
    GimpItem* parent = gimp_item_get_parent(below);
    if (!gimp_image_insert_layer(image, layers[i], parent != nullptr ? GIMP_LAYER(parent) : nullptr,
                                 gimp_image_get_item_position(image, below))) {
      break;
    }
    inserted.push_back(layers[i]);
  }
  const bool all = inserted.size() == layers.size();
  if (all) {
    inserted.push_back(nullptr);
    gimp_image_set_selected_layers(image, inserted.data());
  } else {
    for (std::size_t i = 0; i < inserted.size(); ++i) {
      gimp_image_remove_layer(image, layers[i]);
    }
  }
  gimp_image_undo_group_end(image);
  if (!all) {
    throw no_new_layer(last_error());
  }
  gimp_displays_flush();
}

std::vector<int> GimpHost::add_layers(std::span<const NewLayer> layers) {
  check_still_there();
  if (gimp_image_get_base_type(gimp_image_get_by_id(image_)) == GIMP_INDEXED) {
    throw made_indexed();
  }
  std::vector<GimpLayer*> made;
  std::vector<int> ids;
  try {
    for (const NewLayer& layer : layers) {
      made.push_back(make_layer(made.size(), layer));
      ids.push_back(gimp_item_get_id(GIMP_ITEM(made.back())));
    }
    insert_above(made);
  } catch (...) {
    for (const int id : ids) {
      if (gimp_item_id_is_valid(id)) {
        gimp_item_delete(gimp_item_get_by_id(id));
      }
    }
    throw;
  }
  return ids;
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

std::optional<ui::Choices> GimpHost::load_last_choices() { return dialog_choices(config_); }

// GIMP keeps them when the run has succeeded.
void GimpHost::save_last_choices(const ui::Choices& choices) { write_choices(config_, choices); }

}  // namespace neural_style::plugin::gimp3
