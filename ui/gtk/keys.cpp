// See keys.hpp.
#include "ui/gtk/keys.hpp"

#include <gdk/gdkkeysyms.h>

namespace neural_style::ui::gtk {

namespace {

void add_keys(GtkWidget* widget, gpointer keys) {
  if (GTK_IS_LABEL(widget)) {
    const guint key = gtk_label_get_mnemonic_keyval(GTK_LABEL(widget));
    if (key != GDK_KEY_VoidSymbol) {
      *static_cast<std::u32string*>(keys) += static_cast<char32_t>(gdk_keyval_to_unicode(gdk_keyval_to_lower(key)));
    }
  } else if (GTK_IS_CONTAINER(widget)) {
    gtk_container_forall(GTK_CONTAINER(widget), add_keys, keys);
  }
}

}  // namespace

std::u32string keys_of(GtkWidget* widget) {
  std::u32string keys;
  add_keys(widget, &keys);
  return keys;
}

}  // namespace neural_style::ui::gtk
