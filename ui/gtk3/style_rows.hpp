// The rows that choose the style: from a file, or a layer of an open image.
#pragma once

#include <gtk/gtk.h>

#include <functional>

#include "ui/gtk/mnemonics.hpp"
#include "ui/gtk/toolkit.hpp"
#include "ui/session.hpp"

namespace neural_style::ui::gtk3 {

class StyleRows {
 public:
  /// Takes the first rows of a grid with labels in its first column. `changed` is called after the person has chosen.
  StyleRows(Session& session, gtk::Rows& rows, gtk::Mnemonics& mnemonics, std::function<void()> changed);

  /// Shows what the session has chosen.
  void show();

  /// What to choose first, and the picture that stays to be looked at.
  [[nodiscard]] GtkWidget* first() const { return file_; }
  [[nodiscard]] GtkWidget* thumbnail() const { return thumbnail_; }

 private:
  void source_chosen();
  void layer_chosen();

  Session& session_;
  const std::function<void()> changed_;
  bool showing_ = false;  // the widgets are being filled: what they tell is no news
  // The widgets belong to the grid.
  GtkComboBox* source_ = nullptr;
  GtkWidget* file_ = nullptr;
  GtkWidget* layer_ = nullptr;
  GtkWidget* thumbnail_ = nullptr;
};

}  // namespace neural_style::ui::gtk3
