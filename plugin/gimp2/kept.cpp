// See kept.hpp.
#include "plugin/gimp2/kept.hpp"

#include <cstddef>
#include <memory>

#include "plugin/kept.hpp"

namespace neural_style::plugin::gimp2 {

namespace {

struct FreeParasite {
  void operator()(GimpParasite* parasite) const { gimp_parasite_free(parasite); }
};
using Parasite = std::unique_ptr<GimpParasite, FreeParasite>;

void attach(gint32 layer, const char* name, const std::string& text) {
  const Parasite parasite(gimp_parasite_new(name, GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE,
                                            static_cast<guint32>(text.size()), text.data()));
  gimp_item_attach_parasite(layer, parasite.get());
}

std::string text_of(gint32 layer, const char* name) {
  const Parasite parasite(gimp_item_get_parasite(layer, name));
  if (!parasite) {
    return {};
  }
  const auto* const text = static_cast<const char*>(gimp_parasite_data(parasite.get()));
  return {text, static_cast<std::size_t>(gimp_parasite_data_size(parasite.get()))};
}

}  // namespace

void keep(gint32 layer, const std::string& choices, gint32 original) {
  attach(layer, kept::choices, choices);
  if (original >= 0) {
    attach(layer, kept::original, std::to_string(gimp_item_get_tattoo(original)));
  }
}

std::string kept_choices(gint32 layer) { return text_of(layer, kept::choices); }

gint32 kept_original(gint32 image, gint32 layer) {
  const unsigned tattoo = kept::number(text_of(layer, kept::original));
  return tattoo != 0 ? gimp_image_get_layer_by_tattoo(image, static_cast<gint>(tattoo)) : -1;
}

}  // namespace neural_style::plugin::gimp2
