// What GTK 2 and GTK 3 do in different ways: declared once for the source that is the same for both, defined in gtk2/
// and in gtk3/.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <string>

#include "ui/gtk/setting_widget.hpp"

namespace neural_style::ui::gtk {

GtkWidget* new_box(GtkOrientation orientation, int spacing);

/// What is too large for the window is scrolled.
void add_scrolled(GtkScrolledWindow* window, GtkWidget* widget);

/// The column of its model that a view of icons takes its pictures from.
void show_pictures(GtkIconView* icons, int column);

/// Shows a menu where the pointer is.
void pop_up(GtkMenu* menu);

/// Calls `draw` with the widget's size in pixels of the desktop, which on fine screens are several of the screen's.
void on_draw(GtkWidget* widget, std::function<void(cairo_t*, int width, int height)> draw);

/// Rows of a label and what it stands for.
class Rows {
 public:
  Rows();

  [[nodiscard]] GtkWidget* widget() const { return widget_; }

  /// `label`'s mnemonic leads to `first`, which is `widget` or in it.
  void add(const std::string& label, GtkWidget* widget, GtkWidget* first);
  /// Without a label, under the widget of the row before.
  void add_below(GtkWidget* widget);
  /// A setting that wants_slider().
  SettingWidget add_slider(const SettingInfo& info, const std::string& label, const std::function<void()>& changed);

 private:
  GtkWidget* widget_;
  int count_ = 0;
};

}  // namespace neural_style::ui::gtk
