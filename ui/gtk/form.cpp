// See form.hpp.
#include "ui/gtk/form.hpp"

#include <cstddef>
#include <string>
#include <utility>

#include "neural_style/data_folder.hpp"
#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "ui/gtk/signal.hpp"

namespace neural_style::ui::gtk {

namespace {

/// What the preset makes of a picture, beside the words that the tooltip shows anyway. Asked for with each move of the
/// mouse there.
gboolean show_look(GtkWidget* /*combo*/, gint /*x*/, gint /*y*/, gboolean /*by_key*/, GtkTooltip* tooltip,
                   gpointer look) {
  gtk_tooltip_set_icon(tooltip, static_cast<const Pixbuf*>(look)->get());
  return FALSE;  // so that the words follow
}

}  // namespace

Form::Form(Session& session, std::function<void()> changed)
    : session_(session), changed_(std::move(changed)), preset_(GTK_COMBO_BOX(gtk_combo_box_text_new())) {
  for (const Preset& each : presets()) {
    gtk_combo_box_text_append_text(GTK_COMBO_BOX_TEXT(preset_), tr(each.label).c_str());
  }
  on(preset_, "changed", [this] { preset_chosen(); });
  g_signal_connect(preset_, "query-tooltip", G_CALLBACK(show_look), &look_);
}

const SettingWidget& Form::add(const std::function<SettingWidget(const std::function<void()>& changed)>& make) {
  const std::size_t index = widgets_.size();
  widgets_.push_back(make([this, index] { setting_changed(index); }));
  return widgets_.back();
}

void Form::preset_chosen() {
  const Preset& chosen = presets()[static_cast<std::size_t>(gtk_combo_box_get_active(preset_))];
  const std::string id(chosen.id);
  gtk_widget_set_tooltip_text(GTK_WIDGET(preset_), tr(chosen.help).c_str());
  look_.reset(gdk_pixbuf_new_from_file((data_folder() / "presets" / (id + ".jpg")).c_str(), nullptr));
  if (!showing_) {
    session_.choose_preset(id);
    show();
    changed_();
  }
}

void Form::setting_changed(std::size_t index) {
  if (showing_) {
    return;
  }
  const SettingWidget& widget = widgets_[index];
  try {
    session_.choose_setting(widget.id, widget.text());
    errors_.erase(widget.id);
    widget.show_error("");
    changed_();
  } catch (const Error& error) {
    errors_[widget.id] = error.what();
    widget.show_error(error.what());
  }
}

void Form::show() {
  showing_ = true;
  const Choices& choices = session_.choices();
  int index = 0;
  for (const Preset& each : presets()) {
    if (each.id == choices.preset) {
      gtk_combo_box_set_active(preset_, index);
    }
    ++index;
  }
  errors_.clear();
  for (const SettingWidget& widget : widgets_) {
    widget.show(setting_text(choices.settings, widget.id));
    widget.show_error("");
  }
  showing_ = false;
}

}  // namespace neural_style::ui::gtk
