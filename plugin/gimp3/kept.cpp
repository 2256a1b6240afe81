// See kept.hpp.
#include "plugin/gimp3/kept.hpp"

#include <cstddef>
#include <memory>

#include "plugin/kept.hpp"

namespace neural_style::plugin::gimp3 {

namespace {

struct FreeParasite {
  void operator()(GimpParasite* parasite) const { gimp_parasite_free(parasite); }
};
using Parasite = std::unique_ptr<GimpParasite, FreeParasite>;

void attach(GimpItem* item, const char* name, const std::string& text) {
  const Parasite parasite(gimp_parasite_new(name, GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE,
                                            static_cast<guint32>(text.size()), text.data()));
  gimp_item_attach_parasite(item, parasite.get());
}

std::string text_of(GimpItem* item, const char* name) {
  const Parasite parasite(gimp_item_get_parasite(item, name));
  if (!parasite) {
    return {};
  }
  guint32 size = 0;
  const auto* const text = static_cast<const char*>(gimp_parasite_get_data(parasite.get(), &size));
  return {text, static_cast<std::size_t>(size)};
}

}  // namespace

void keep(GimpLayer* layer, const std::string& choices, GimpDrawable* original) {
  attach(GIMP_ITEM(layer), kept::choices, choices);
  if (original != nullptr) {
    attach(GIMP_ITEM(layer), kept::original, std::to_string(gimp_item_get_tattoo(GIMP_ITEM(original))));
  }
}

std::string kept_choices(GimpDrawable* drawable) { return text_of(GIMP_ITEM(drawable), kept::choices); }

GimpDrawable* kept_original(GimpDrawable* drawable) {
  GimpItem* item = GIMP_ITEM(drawable);
  const unsigned tattoo = kept::number(text_of(item, kept::original));
  GimpLayer* layer = tattoo != 0 ? gimp_image_get_layer_by_tattoo(gimp_item_get_image(item), tattoo) : nullptr;
  return layer != nullptr ? GIMP_DRAWABLE(layer) : nullptr;
}

}  // namespace neural_style::plugin::gimp3
