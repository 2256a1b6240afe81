// See slider.hpp.
#include "ui/gtk2/slider.hpp"

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "ui/gtk/number_text.hpp"
#include "ui/gtk/signal.hpp"

namespace neural_style::ui::gtk2 {

gtk::SettingWidget add_slider(GtkTable* table, int row, const SettingInfo& info, const std::string& label,
                              const std::function<void()>& changed) {
  constexpr int slider_width = 140;
  constexpr int number_width = 6;
  constexpr double step = 0.01;
  constexpr double page = 0.1;
  GtkObject* slider = gimp_scale_entry_new(table, 0, row, label.c_str(), slider_width, number_width, info.minimum,
                                           info.minimum, info.maximum, step, page, gtk::slider_digits, TRUE, 0, 0,
                                           std::string(info.help).c_str(), nullptr);
  if (gtk::is_factor(info)) {
    gimp_scale_entry_set_logarithmic(slider, TRUE);
  }
  gtk::on(slider, "value-changed", changed);
  GtkAdjustment* value = GTK_ADJUSTMENT(slider);
  GtkWidget* scale = GTK_WIDGET(GIMP_SCALE_ENTRY_SCALE(slider));
  return {std::string(info.id),
          scale,
          scale,
          [value](const std::string& text) { gtk_adjustment_set_value(value, gtk::text_number(text)); },
          [value] { return gtk::number_text(gtk_adjustment_get_value(value), gtk::slider_digits); },
          gtk::show_no_error};
}

}  // namespace neural_style::ui::gtk2
