// See trouble_label.hpp.
#include "ui/gtk/trouble_label.hpp"

#include "ui/gtk/metrics.hpp"
#include "ui/gtk/toolkit.hpp"

namespace neural_style::ui::gtk {

TroubleLabel::TroubleLabel(int width)
    : row_(new_box(GTK_ORIENTATION_HORIZONTAL, gap)), text_(GTK_LABEL(gtk_label_new(nullptr))) {
  GtkWidget* icon = gtk_image_new_from_icon_name("dialog-warning", GTK_ICON_SIZE_MENU);
  gtk_box_pack_start(GTK_BOX(row_), icon, FALSE, FALSE, 0);
  gtk_label_set_line_wrap(text_, TRUE);
  gtk_label_set_selectable(text_, TRUE);  // so that it can be copied, and the keyboard leads a screen reader to it
  g_object_set(text_, "xalign", 0.0F, nullptr);
  gtk_widget_set_size_request(GTK_WIDGET(text_), width, -1);
  gtk_box_pack_start(GTK_BOX(row_), GTK_WIDGET(text_), TRUE, TRUE, 0);
  gtk_widget_show(icon);
  gtk_widget_show(GTK_WIDGET(text_));
  gtk_widget_set_no_show_all(row_, TRUE);
}

void TroubleLabel::show(const std::string& sentence) const {
  gtk_label_set_text(text_, sentence.c_str());
  gtk_widget_set_visible(row_, static_cast<gboolean>(!sentence.empty()));
}

}  // namespace neural_style::ui::gtk
