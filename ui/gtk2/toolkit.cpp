// ui/gtk/toolkit.hpp for GTK 2.
#include "ui/gtk/toolkit.hpp"

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include <utility>

#include "neural_style/translation.hpp"
#include "ui/gtk/metrics.hpp"
#include "ui/gtk/number_text.hpp"
#include "ui/gtk/signal.hpp"

namespace neural_style::ui::gtk {

using Draw = std::function<void(cairo_t*, int, int)>;

GtkWidget* new_box(GtkOrientation orientation, int spacing) {
  return orientation == GTK_ORIENTATION_HORIZONTAL ? gtk_hbox_new(FALSE, spacing) : gtk_vbox_new(FALSE, spacing);
}

void add_scrolled(GtkScrolledWindow* window, GtkWidget* widget) {
  gtk_scrolled_window_add_with_viewport(window, widget);
  // What the keyboard leads to comes into sight, which GTK 3 sees to by itself.
  gtk_container_set_focus_vadjustment(GTK_CONTAINER(widget), gtk_scrolled_window_get_vadjustment(window));
}

void show_pictures(GtkIconView* icons, int column) { gtk_icon_view_set_pixbuf_column(icons, column); }

void pop_up(GtkMenu* menu) {
  gtk_menu_popup(menu, nullptr, nullptr, nullptr, nullptr, 0, gtk_get_current_event_time());
}

void on_draw(GtkWidget* widget, Draw draw) {
  on(widget, "expose-event", [widget, draw = std::move(draw)] {
    GtkAllocation size;
    gtk_widget_get_allocation(widget, &size);
    cairo_t* context = gdk_cairo_create(gtk_widget_get_window(widget));
    draw(context, size.width, size.height);
    cairo_destroy(context);
  });
}

Rows::Rows() : widget_(gtk_table_new(1, 3, FALSE)) {
  gtk_table_set_col_spacings(GTK_TABLE(widget_), gap);
  gtk_table_set_row_spacings(GTK_TABLE(widget_), gap);
}

void Rows::add(const std::string& label, GtkWidget* widget, GtkWidget* first) {
  GtkWidget* caption =
      gimp_table_attach_aligned(GTK_TABLE(widget_), 0, count_++, label.c_str(), 0, 0.5F, widget, 2, FALSE);
  gtk_label_set_mnemonic_widget(GTK_LABEL(caption), first);
}

void Rows::add_below(GtkWidget* widget) {
  gtk_table_attach(GTK_TABLE(widget_), widget, 1, 3, static_cast<guint>(count_), static_cast<guint>(count_ + 1),
                   GTK_FILL, GTK_FILL, 0, 0);
  ++count_;
}

SettingWidget Rows::add_slider(const SettingInfo& info, const std::string& label,
                               const std::function<void()>& changed) {
  constexpr int slider_width = 140;
  constexpr int number_width = 6;
  constexpr double step = 0.01;
  constexpr double page = 0.1;
  GtkObject* slider = gimp_scale_entry_new(GTK_TABLE(widget_), 0, count_++, label.c_str(), slider_width, number_width,
                                           info.minimum, info.minimum, info.maximum, step, page, slider_digits, TRUE, 0,
                                           0, tr(info.help).c_str(), nullptr);
  if (is_factor(info)) {
    gimp_scale_entry_set_logarithmic(slider, TRUE);
  }
  on(slider, "value-changed", changed);
  GtkAdjustment* value = GTK_ADJUSTMENT(slider);
  GtkWidget* scale = GTK_WIDGET(GIMP_SCALE_ENTRY_SCALE(slider));
  // To a screen reader, the label is that of the number alone.
  atk_object_set_name(gtk_widget_get_accessible(scale), tr(info.label).c_str());
  return {std::string(info.id),
          scale,
          scale,
          [value](const std::string& text) { gtk_adjustment_set_value(value, text_number(text)); },
          [value] { return number_text(gtk_adjustment_get_value(value), slider_digits); },
          show_no_error,
          nullptr};
}

}  // namespace neural_style::ui::gtk
