// ui/gtk/layer_chooser.hpp for GIMP 2.10: a list of all layers.
#include "ui/gtk/layer_chooser.hpp"

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "neural_style/translation.hpp"
#include "ui/choices.hpp"
#include "ui/gtk/signal.hpp"

namespace neural_style::ui::gtk {

LayerChooser make_layer_chooser(const std::function<void(int)>& chosen) {
  GtkWidget* widget = gimp_layer_combo_box_new(nullptr, nullptr);
  GimpIntComboBox* combo = GIMP_INT_COMBO_BOX(widget);
  gimp_int_combo_box_prepend(combo, GIMP_INT_STORE_VALUE, no_layer, GIMP_INT_STORE_LABEL, tr("Open layer…"), -1);
  gimp_int_combo_box_set_active(combo, no_layer);
  // A layer's name may be long.
  g_object_set(widget, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, "width-request", 1, nullptr);
  on(widget, "changed", [combo, chosen] {
    gint layer = no_layer;
    if (gimp_int_combo_box_get_active(combo, &layer) != FALSE && layer != no_layer) {
      chosen(layer);
    }
  });
  return {widget,
          [combo](std::optional<int> layer) { gimp_int_combo_box_set_active(combo, layer.value_or(no_layer)); }};
}

}  // namespace neural_style::ui::gtk
