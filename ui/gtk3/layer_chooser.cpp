// ui/gtk/layer_chooser.hpp for GIMP 3: its own dialog of images and layers.
#include "ui/gtk/layer_chooser.hpp"

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "neural_style/translation.hpp"
#include "ui/gtk/signal.hpp"

namespace neural_style::ui::gtk {

LayerChooser make_layer_chooser(const std::function<void(int)>& chosen) {
  GtkWidget* widget =
      gimp_drawable_chooser_new(tr("Choose the Style Layer"), tr("Open layer"), GIMP_TYPE_LAYER, nullptr);
  GimpDrawableChooser* chooser = GIMP_DRAWABLE_CHOOSER(widget);
  on(widget, "notify::drawable", [chooser, chosen] {
    if (GimpDrawable* layer = gimp_drawable_chooser_get_drawable(chooser); layer != nullptr) {
      chosen(gimp_item_get_id(GIMP_ITEM(layer)));
    }
  });
  return {widget, [chooser](std::optional<int> layer) {
            GimpItem* item = layer ? gimp_item_get_by_id(*layer) : nullptr;
            gimp_drawable_chooser_set_drawable(chooser, item != nullptr ? GIMP_DRAWABLE(item) : nullptr);
          }};
}

}  // namespace neural_style::ui::gtk
