// The settings of a dialog: their widgets, and what the session knows of them.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "ui/gtk/pixbuf.hpp"
#include "ui/gtk/setting_widget.hpp"
#include "ui/session.hpp"

namespace neural_style::ui::gtk {

class Form {
 public:
  /// `changed` is called after the person has chosen something that the session took.
  Form(Session& session, std::function<void()> changed);

  /// The widget that chooses the preset. It belongs to the container that it is put into.
  [[nodiscard]] GtkWidget* preset() const { return GTK_WIDGET(preset_); }

  /// `make` makes the widget that calls what it is given whenever its value changes.
  const SettingWidget& add(const std::function<SettingWidget(const std::function<void()>& changed)>& make);

  /// Shows what the session has chosen.
  void show();

  /// Why one of the widgets' texts is not valid; "" if all are.
  [[nodiscard]] std::string error() const { return errors_.empty() ? "" : errors_.begin()->second; }

 private:
  void preset_chosen();
  void setting_changed(std::size_t index);

  Session& session_;
  const std::function<void()> changed_;
  GtkComboBox* preset_;
  Pixbuf look_;  // the thumbnail of the chosen preset, for the tooltip; empty if it has none
  std::vector<SettingWidget> widgets_;
  std::map<std::string, std::string> errors_;  // by the id of the setting
  bool showing_ = true;                        // the widgets are being made or filled: what they tell is no news
};

}  // namespace neural_style::ui::gtk
