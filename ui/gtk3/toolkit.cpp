// ui/gtk/toolkit.hpp for GTK 3.
#include "ui/gtk/toolkit.hpp"

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include <memory>
#include <utility>

#include "neural_style/translation.hpp"
#include "ui/gtk/metrics.hpp"
#include "ui/gtk/number_text.hpp"
#include "ui/gtk/signal.hpp"

namespace neural_style::ui::gtk {

using Draw = std::function<void(cairo_t*, int, int)>;

GtkWidget* new_box(GtkOrientation orientation, int spacing) { return gtk_box_new(orientation, spacing); }

void add_scrolled(GtkScrolledWindow* window, GtkWidget* widget) { gtk_container_add(GTK_CONTAINER(window), widget); }

void show_pictures(GtkIconView* icons, int column) {
  // With a picture cell of the view's own, each text would be twice as wide as a picture.
  GtkCellRenderer* pictures = gtk_cell_renderer_pixbuf_new();
  gtk_cell_layout_pack_start(GTK_CELL_LAYOUT(icons), pictures, FALSE);
  gtk_cell_layout_add_attribute(GTK_CELL_LAYOUT(icons), pictures, "pixbuf", column);
}

void pop_up(GtkMenu* menu) { gtk_menu_popup_at_pointer(menu, nullptr); }

void on_draw(GtkWidget* widget, Draw draw) {
  auto owned = std::make_unique<Draw>(std::move(draw));
  const auto call = +[](GtkWidget* drawn, cairo_t* context, gpointer data) -> gboolean {
    (*static_cast<Draw*>(data))(context, gtk_widget_get_allocated_width(drawn), gtk_widget_get_allocated_height(drawn));
    return FALSE;
  };
  g_signal_connect_data(
      widget, "draw", G_CALLBACK(call), owned.release(),
      [](gpointer data, GClosure* /*closure*/) { const std::unique_ptr<Draw> last(static_cast<Draw*>(data)); },
      static_cast<GConnectFlags>(0));
}

Rows::Rows() : widget_(gtk_grid_new()) {
  gtk_grid_set_column_spacing(GTK_GRID(widget_), gap);
  gtk_grid_set_row_spacing(GTK_GRID(widget_), gap);
}

void Rows::add(const std::string& label, GtkWidget* widget, GtkWidget* first) {
  GtkWidget* caption = gtk_label_new_with_mnemonic(label.c_str());
  gtk_label_set_xalign(GTK_LABEL(caption), 0);
  gtk_label_set_mnemonic_widget(GTK_LABEL(caption), first);
  gtk_grid_attach(GTK_GRID(widget_), caption, 0, count_, 1, 1);
  add_below(widget);
}

void Rows::add_below(GtkWidget* widget) {
  gtk_widget_set_hexpand(widget, TRUE);
  gtk_grid_attach(GTK_GRID(widget_), widget, 1, count_++, 1, 1);
}

SettingWidget Rows::add_slider(const SettingInfo& info, const std::string& label,
                               const std::function<void()>& changed) {
  GtkWidget* slider = gimp_scale_entry_new("", info.minimum, info.minimum, info.maximum, slider_digits);
  if (is_factor(info)) {
    gimp_scale_entry_set_logarithmic(GIMP_SCALE_ENTRY(slider), TRUE);
  }
  // GIMP's own label is empty: a screen reader is to know both parts by ours.
  GtkWidget* own_label = gimp_labeled_get_label(GIMP_LABELED(slider));
  gtk_label_set_mnemonic_widget(GTK_LABEL(own_label), nullptr);
  gtk_widget_hide(own_label);
  gtk_widget_set_no_show_all(own_label, TRUE);
  atk_object_set_name(gtk_widget_get_accessible(gimp_scale_entry_get_range(GIMP_SCALE_ENTRY(slider))),
                      tr(info.label).c_str());
  gtk_widget_set_hexpand(gimp_scale_entry_get_range(GIMP_SCALE_ENTRY(slider)), TRUE);
  gtk_widget_set_tooltip_text(slider, tr(info.help).c_str());
  on(slider, "value-changed", changed);
  GimpLabelSpin* value = GIMP_LABEL_SPIN(slider);
  SettingWidget made = {std::string(info.id),
                        slider,
                        gimp_label_spin_get_spin_button(value),
                        [value](const std::string& text) { gimp_label_spin_set_value(value, text_number(text)); },
                        [value] { return number_text(gimp_label_spin_get_value(value), slider_digits); },
                        show_no_error,
                        nullptr};
  add(label, made.widget, made.first);
  return made;
}

}  // namespace neural_style::ui::gtk
