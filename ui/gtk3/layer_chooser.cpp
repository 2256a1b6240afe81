// ui/gtk/layer_chooser.hpp for GIMP 3: its own dialog of images and layers.
#include "ui/gtk/layer_chooser.hpp"

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "neural_style/translation.hpp"
#include "ui/gtk/signal.hpp"

namespace neural_style::ui::gtk {

namespace {

/// The frame of the layer's thumbnail in GIMP's widget; null if it has none.
void find_frame(GtkWidget* widget, gpointer frame) {
  if (GTK_IS_ASPECT_FRAME(widget)) {
    *static_cast<GtkWidget**>(frame) = widget;
  } else if (GTK_IS_CONTAINER(widget)) {
    gtk_container_forall(GTK_CONTAINER(widget), find_frame, frame);
  }
}

}  // namespace

LayerChooser make_layer_chooser(const std::function<void(int)>& chosen) {
  GtkWidget* widget =
      gimp_drawable_chooser_new(tr("Choose the Style Layer"), tr("Open layer"), GIMP_TYPE_LAYER, nullptr);
  GimpDrawableChooser* chooser = GIMP_DRAWABLE_CHOOSER(widget);
  // Without a layer, an empty place for a thumbnail would make the button taller than its neighbors.
  GtkWidget* frame = nullptr;
  find_frame(widget, &frame);
  if (frame != nullptr) {
    gtk_widget_set_no_show_all(frame, TRUE);
    gtk_widget_hide(frame);
  }
  on(widget, "notify::drawable", [chooser, chosen, frame] {
    GimpDrawable* layer = gimp_drawable_chooser_get_drawable(chooser);
    if (frame != nullptr) {
      gtk_widget_set_visible(frame, static_cast<gboolean>(layer != nullptr));
    }
    if (layer != nullptr) {
      chosen(gimp_item_get_id(GIMP_ITEM(layer)));
    }
  });
  return {widget, [chooser](std::optional<int> layer) {
            GimpItem* item = layer ? gimp_item_get_by_id(*layer) : nullptr;
            gimp_drawable_chooser_set_drawable(chooser, item != nullptr ? GIMP_DRAWABLE(item) : nullptr);
          }};
}

}  // namespace neural_style::ui::gtk
