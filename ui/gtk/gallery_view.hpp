// The styles as thumbnails to choose from, and the ways to other ones: a file, an open layer, drag and drop.
#pragma once

#include <gtk/gtk.h>

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ui/gallery.hpp"
#include "ui/gtk/layer_chooser.hpp"
#include "ui/gtk/mnemonics.hpp"
#include "ui/gtk/thumbnailer.hpp"
#include "ui/session.hpp"

namespace neural_style::ui::gtk {

class GalleryView {
 public:
  /// `changed` is called after the person has chosen another style, `failed` with the sentence if that cannot be.
  GalleryView(Session& session, Gallery& gallery, Mnemonics& mnemonics, std::function<void()> changed,
              std::function<void(const std::string&)> failed);
  GalleryView(const GalleryView&) = delete;
  GalleryView& operator=(const GalleryView&) = delete;
  GalleryView(GalleryView&&) = delete;
  GalleryView& operator=(GalleryView&&) = delete;
  /// The widget ends with it.
  ~GalleryView();

  [[nodiscard]] GtkWidget* widget() const { return all_.get(); }
  /// What the keyboard comes to first.
  [[nodiscard]] GtkWidget* first() const { return GTK_WIDGET(icons_); }

  /// Shows what the session has chosen.
  void show();
  void set_sensitive(bool sensitive);
  /// A picture file that is dropped there becomes the style, as it does on this widget itself.
  void accept_drops(GtkWidget* widget);

 private:
  void make_icons();
  GtkWidget* make_other_ways(Mnemonics& mnemonics);
  void connect_keyboard_and_menu();
  void show_styles();
  void show_row(std::size_t row);
  void show_chosen();
  void fetch_thumbnails();
  bool take_thumbnails();

  void choose(const std::filesystem::path& file);
  void choose_layer(int layer);
  void choose_other();
  void drop(GtkSelectionData* data);
  void toggle_favourite(const Style& style);
  void remove(const Style& style);
  void show_menu(const Style& style);
  [[nodiscard]] const Style* style_at(GtkTreePath* path) const;
  [[nodiscard]] const Style* under_cursor() const;

  Session& session_;
  Gallery& gallery_;
  const std::function<void()> changed_;
  const std::function<void(const std::string&)> failed_;
  const Owned<GtkWidget> all_;
  // The widgets belong to all_.
  GtkIconView* icons_;
  GtkListStore* rows_;
  LayerChooser layer_{};
  std::vector<Style> styles_;                         // one for each row
  std::map<std::filesystem::path, Pixbuf> pictures_;  // thumbnails; empty ones where there is nothing to show
  Thumbnailer thumbnailer_;
  std::size_t awaited_ = 0;  // thumbnails
  guint timer_ = 0;          // while any are awaited
  bool showing_ = false;     // the widgets are being filled: what they tell is no news
};

}  // namespace neural_style::ui::gtk
