// See form.hpp.
#include "ui/gtk/form.hpp"

#include <utility>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "ui/gtk/signal.hpp"

namespace neural_style::ui::gtk {

Form::Form(Session& session, std::function<void()> changed)
    : session_(session), changed_(std::move(changed)), preset_(GTK_COMBO_BOX(gtk_combo_box_text_new())) {
  for (const Preset& each : presets()) {
    gtk_combo_box_text_append_text(GTK_COMBO_BOX_TEXT(preset_), tr(each.label).c_str());
  }
  on(preset_, "changed", [this] { preset_chosen(); });
}

const SettingWidget& Form::add(const std::function<SettingWidget(const std::function<void()>& changed)>& make) {
  const std::size_t index = widgets_.size();
  widgets_.push_back(make([this, index] { setting_changed(index); }));
  return widgets_.back();
}

void Form::preset_chosen() {
  const Preset& chosen = presets()[static_cast<std::size_t>(gtk_combo_box_get_active(preset_))];
  gtk_widget_set_tooltip_text(GTK_WIDGET(preset_), tr(chosen.help).c_str());
  if (!showing_) {
    session_.choose_preset(std::string(chosen.id));
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
