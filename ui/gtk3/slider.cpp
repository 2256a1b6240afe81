// See slider.hpp.
#include "ui/gtk3/slider.hpp"

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "ui/gtk/number_text.hpp"
#include "ui/gtk/signal.hpp"

namespace neural_style::ui::gtk3 {

gtk::SettingWidget make_slider(const SettingInfo& info, const std::function<void()>& changed) {
  GtkWidget* slider = gimp_scale_entry_new("", info.minimum, info.minimum, info.maximum, gtk::slider_digits);
  if (gtk::is_factor(info)) {
    gimp_scale_entry_set_logarithmic(GIMP_SCALE_ENTRY(slider), TRUE);
  }
  gtk_widget_hide(gimp_labeled_get_label(GIMP_LABELED(slider)));
  gtk_widget_set_no_show_all(gimp_labeled_get_label(GIMP_LABELED(slider)), TRUE);
  gtk_widget_set_hexpand(gimp_scale_entry_get_range(GIMP_SCALE_ENTRY(slider)), TRUE);
  gtk_widget_set_tooltip_text(slider, std::string(info.help).c_str());
  gtk::on(slider, "value-changed", changed);
  GimpLabelSpin* value = GIMP_LABEL_SPIN(slider);
  return {std::string(info.id),
          slider,
          gimp_label_spin_get_spin_button(value),
          [value](const std::string& text) { gimp_label_spin_set_value(value, gtk::text_number(text)); },
          [value] { return gtk::number_text(gimp_label_spin_get_value(value), gtk::slider_digits); },
          gtk::show_no_error};
}

}  // namespace neural_style::ui::gtk3
