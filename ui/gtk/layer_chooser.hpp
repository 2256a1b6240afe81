// Chooses a layer of an image that is open in the editor. GIMP 2.10 and GIMP 3 have widgets of their own for that:
// defined in gtk2/ and in gtk3/.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <optional>

namespace neural_style::ui::gtk {

struct LayerChooser {
  GtkWidget* widget;                             ///< belongs to the container that it is put into
  std::function<void(std::optional<int>)> show;  ///< the editor's id of a layer, or that none is chosen
};

/// `chosen` is told of the layer when the person has chosen one.
LayerChooser make_layer_chooser(const std::function<void(int)>& chosen);

}  // namespace neural_style::ui::gtk
