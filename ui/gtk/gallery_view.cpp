// See gallery_view.hpp.
#include "ui/gtk/gallery_view.hpp"

#include <gdk/gdkkeysyms.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "ui/file_address.hpp"
#include "ui/gtk/metrics.hpp"
#include "ui/gtk/picture_dialog.hpp"
#include "ui/gtk/signal.hpp"
#include "ui/gtk/star.hpp"
#include "ui/gtk/thumbnail.hpp"
#include "ui/gtk/toolkit.hpp"

namespace neural_style::ui::gtk {

namespace {

constexpr int thumbnail_side = 96;
// Three thumbnails with their names, and so much of the next row that one sees that there are more.
constexpr int shown_letters = 16;
constexpr int padding = 3;
constexpr int item_width = 114;
constexpr int shown_width = 400;
constexpr int shown_height = 180;
constexpr guint poll_milliseconds = 50;

enum Column : int { picture, title, tooltip, columns };

struct FreePath {
  void operator()(GtkTreePath* path) const { gtk_tree_path_free(path); }
};
using TreePath = std::unique_ptr<GtkTreePath, FreePath>;

TreePath path_of(std::size_t row) { return TreePath(gtk_tree_path_new_from_indices(static_cast<int>(row), -1)); }

/// And below it the painter, if known.
std::string title_of(const Style& style) {
  const Text title(g_filename_display_name(style.title.c_str()));
  return style.painter.empty() ? title.get() : title.get() + ("\n" + style.painter);
}

/// Pango's markup: the whole path, and why it is there.
std::string tooltip_of(const Style& style) {
  const Text path(g_filename_display_name(style.file.c_str()));
  const Text escaped(g_markup_escape_text(path.get(), -1));
  return style.group == Style::Group::favourite ? std::string(escaped.get()) + "\n★ " + tr("Favorite") : escaped.get();
}

/// For what has no thumbnail, or not yet.
Pixbuf blank() {
  Pixbuf picture(gdk_pixbuf_new(GDK_COLORSPACE_RGB, TRUE, 8, thumbnail_side, thumbnail_side));
  constexpr guint32 faint_gray = 0x80808040;
  gdk_pixbuf_fill(picture.get(), faint_gray);
  return picture;
}

}  // namespace

GalleryView::GalleryView(Session& session, Gallery& gallery, Mnemonics& mnemonics, std::function<void()> changed,
                         std::function<void(const std::string&)> failed)
    : session_(session),
      gallery_(gallery),
      changed_(std::move(changed)),
      failed_(std::move(failed)),
      all_(GTK_WIDGET(g_object_ref_sink(new_box(GTK_ORIENTATION_VERTICAL, gap)))),
      icons_(GTK_ICON_VIEW(gtk_icon_view_new())),
      rows_(gtk_list_store_new(Column::columns, GDK_TYPE_PIXBUF, G_TYPE_STRING, G_TYPE_STRING)),
      thumbnailer_(thumbnail_side) {
  make_icons();
  connect_keyboard_and_menu();
  GtkWidget* scrolled = gtk_scrolled_window_new(nullptr, nullptr);
  gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type(GTK_SCROLLED_WINDOW(scrolled), GTK_SHADOW_IN);
  gtk_widget_set_size_request(scrolled, shown_width, shown_height);
  gtk_container_add(GTK_CONTAINER(scrolled), GTK_WIDGET(icons_));
  gtk_box_pack_start(GTK_BOX(all_.get()), scrolled, TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(all_.get()), make_other_ways(mnemonics), FALSE, FALSE, 0);
  accept_drops(all_.get());
}

GalleryView::~GalleryView() {
  if (timer_ != 0) {
    g_source_remove(timer_);
  }
  showing_ = true;
  gtk_widget_destroy(all_.get());
}

void GalleryView::make_icons() {
  gtk_icon_view_set_model(icons_, GTK_TREE_MODEL(rows_));
  g_object_unref(rows_);  // the view has its own reference
  gtk_icon_view_set_selection_mode(icons_, GTK_SELECTION_SINGLE);
  gtk_icon_view_set_margin(icons_, gap);
  gtk_icon_view_set_column_spacing(icons_, 0);
  gtk_icon_view_set_row_spacing(icons_, 0);
  gtk_icon_view_set_item_padding(icons_, padding);
  gtk_icon_view_set_item_width(icons_, item_width);
  gtk_icon_view_set_tooltip_column(icons_, Column::tooltip);
  show_pictures(icons_, Column::picture);
  // The view's own cell: screen readers know an item by its text.
  gtk_icon_view_set_text_column(icons_, Column::title);
  GList* cells = gtk_cell_layout_get_cells(GTK_CELL_LAYOUT(icons_));
  for (const GList* cell = cells; cell != nullptr; cell = cell->next) {
    GtkCellRenderer* renderer = GTK_CELL_RENDERER(cell->data);
    if (GTK_IS_CELL_RENDERER_TEXT(renderer)) {
      g_object_set(renderer, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", shown_letters, "wrap-width", -1,
                   "alignment", PANGO_ALIGN_CENTER, "xalign", 0.5F, "ypad", 0, "scale", PANGO_SCALE_SMALL, nullptr);
    } else {
      gtk_cell_renderer_set_fixed_size(renderer, thumbnail_side, thumbnail_side);
    }
  }
  g_list_free(cells);
  AtkObject* accessible = gtk_widget_get_accessible(GTK_WIDGET(icons_));
  atk_object_set_name(accessible, tr("Styles"));
  atk_object_set_description(accessible, tr("Favorite and recent pictures, and some to begin with. The key * makes a "
                                            "favorite, Delete takes a picture from the list."));
  on(icons_, "selection-changed", [this] {
    if (showing_) {
      return;
    }
    GList* selected = gtk_icon_view_get_selected_items(icons_);
    if (selected != nullptr) {
      const TreePath path(static_cast<GtkTreePath*>(selected->data));
      choose(style_at(path.get())->file);
    } else {
      show_chosen();  // nothing takes a style away but another one
    }
    g_list_free(selected);
  });
}

GtkWidget* GalleryView::make_other_ways(Mnemonics& mnemonics) {
  GtkWidget* row = new_box(GTK_ORIENTATION_HORIZONTAL, gap);
  GtkWidget* other = gtk_button_new_with_mnemonic(mnemonics.text(tr("Other picture…")).c_str());
  gtk_widget_set_tooltip_text(other,
                              tr("Picture of a painting, in any format that GIMP opens, whose manner is taken over"));
  on_and_then(other, "clicked", [this] { choose_other(); });
  GtkWidget* middle = new_box(GTK_ORIENTATION_VERTICAL, 0);  // not as tall as a layer with its thumbnail
  gtk_box_pack_start(GTK_BOX(middle), other, TRUE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(row), middle, FALSE, FALSE, 0);
  layer_ = make_layer_chooser([this](int layer) { choose_layer(layer); });
  gtk_widget_set_tooltip_text(layer_.widget, tr("Layer of an open image, as it looks"));
  atk_object_set_name(gtk_widget_get_accessible(layer_.widget), tr("Open layer"));
  gtk_box_pack_start(GTK_BOX(row), layer_.widget, TRUE, TRUE, 0);
  return row;
}

void GalleryView::connect_keyboard_and_menu() {
  using View = GalleryView;
  g_signal_connect(icons_, "key-press-event", G_CALLBACK(+[](GtkWidget*, GdkEventKey* event, View* self) -> gboolean {
                     const Style* style = self->under_cursor();
                     if (style == nullptr) {
                       return FALSE;
                     }
                     switch (event->keyval) {
                       case GDK_KEY_asterisk:
                       case GDK_KEY_KP_Multiply:
                         self->toggle_favourite(*style);
                         return TRUE;
                       case GDK_KEY_Delete:
                       case GDK_KEY_KP_Delete:
                         self->remove(*style);
                         return TRUE;
                       default:
                         return FALSE;
                     }
                   }),
                   this);
  g_signal_connect(icons_, "popup-menu", G_CALLBACK(+[](GtkWidget*, View* self) -> gboolean {
                     const Style* style = self->under_cursor();
                     if (style != nullptr) {
                       self->show_menu(*style);
                     }
                     return TRUE;
                   }),
                   this);
  g_signal_connect(icons_, "button-press-event",
                   G_CALLBACK(+[](GtkWidget*, GdkEventButton* event, View* self) -> gboolean {
                     constexpr guint right = 3;
                     if (event->type != GDK_BUTTON_PRESS || event->button != right) {
                       return FALSE;
                     }
                     const TreePath path(gtk_icon_view_get_path_at_pos(self->icons_, static_cast<int>(event->x),
                                                                       static_cast<int>(event->y)));
                     if (path) {
                       self->show_menu(*self->style_at(path.get()));
                     }
                     return TRUE;
                   }),
                   this);
}

void GalleryView::accept_drops(GtkWidget* widget) {
  gtk_drag_dest_set(widget, GTK_DEST_DEFAULT_ALL, nullptr, 0, GDK_ACTION_COPY);
  gtk_drag_dest_add_uri_targets(widget);
  g_signal_connect(widget, "drag-data-received",
                   G_CALLBACK(+[](GtkWidget*, GdkDragContext*, gint, gint, GtkSelectionData* data, guint, guint,
                                  GalleryView* self) { self->drop(data); }),
                   this);
}

void GalleryView::show() {
  const Choices& choices = session_.choices();
  if (!choices.style_layer && !choices.style.empty()) {
    gallery_.open(choices.style);
  }
  show_styles();
}

void GalleryView::show_styles() {
  showing_ = true;
  styles_ = gallery_.styles();
  gtk_list_store_clear(rows_);
  for (std::size_t row = 0; row < styles_.size(); ++row) {
    GtkTreeIter end;
    gtk_list_store_append(rows_, &end);
    show_row(row);
  }
  showing_ = false;
  show_chosen();
  fetch_thumbnails();
}

void GalleryView::show_row(std::size_t row) {
  const Style& style = styles_[row];
  const auto found = pictures_.find(style.file);
  const bool known = found != pictures_.end() && found->second;
  const Pixbuf plain = known ? nullptr : blank();
  const GdkPixbuf& thumbnail = known ? *found->second : *plain;
  const Pixbuf shown(style.group == Style::Group::favourite ? with_star(thumbnail)
                                                            : Pixbuf(gdk_pixbuf_copy(&thumbnail)));
  GtkTreeIter place;
  gtk_tree_model_get_iter(GTK_TREE_MODEL(rows_), &place, path_of(row).get());
  gtk_list_store_set(rows_, &place, Column::picture, shown.get(), Column::title, title_of(style).c_str(),
                     Column::tooltip, tooltip_of(style).c_str(), -1);
}

void GalleryView::show_chosen() {
  showing_ = true;
  const Choices& choices = session_.choices();
  gtk_icon_view_unselect_all(icons_);
  for (std::size_t row = 0; row < styles_.size() && !choices.style_layer; ++row) {
    if (styles_[row].file == choices.style.lexically_normal()) {
      const TreePath path = path_of(row);
      gtk_icon_view_select_path(icons_, path.get());
      gtk_icon_view_set_cursor(icons_, path.get(), nullptr, FALSE);
      gtk_icon_view_scroll_to_path(icons_, path.get(), FALSE, 0, 0);
    }
  }
  layer_.show(choices.style_layer);
  showing_ = false;
}

void GalleryView::fetch_thumbnails() {
  for (const Style& style : styles_) {
    if (pictures_.try_emplace(style.file).second) {
      thumbnailer_.ask(style.file);
      ++awaited_;
    }
  }
  if (awaited_ > 0 && timer_ == 0) {
    timer_ = g_timeout_add(
        poll_milliseconds,
        [](gpointer self) -> gboolean { return static_cast<GalleryView*>(self)->take_thumbnails() ? TRUE : FALSE; },
        this);
  }
}

/// Whether there are more to come.
bool GalleryView::take_thumbnails() {
  for (Thumbnailer::Made& made : thumbnailer_.take()) {
    --awaited_;
    Pixbuf& thumbnail = pictures_[made.file];
    thumbnail = made.picture ? std::move(made.picture) : shared_thumbnail(made.file.c_str(), thumbnail_side);
    const auto found = std::ranges::find(styles_, made.file, &Style::file);
    if (found != styles_.end()) {
      show_row(static_cast<std::size_t>(found - styles_.begin()));
    }
  }
  if (awaited_ == 0) {
    timer_ = 0;
  }
  return awaited_ > 0;
}

void GalleryView::set_sensitive(bool sensitive) {
  gtk_widget_set_sensitive(all_.get(), static_cast<gboolean>(sensitive));
}

void GalleryView::choose(const std::filesystem::path& file) {
  const Choices& before = session_.choices();
  if (!before.style_layer && before.style == file) {
    return;
  }
  session_.choose_style_layer(std::nullopt);
  session_.choose_style(file);
  show_chosen();
  changed_();
}

void GalleryView::choose_layer(int layer) {
  if (showing_ || session_.choices().style_layer == layer) {
    return;
  }
  session_.choose_style_layer(layer);
  show_chosen();
  changed_();
}

void GalleryView::choose_other() {
  const auto shipped = [this](const std::filesystem::path& file) {
    return std::ranges::any_of(
        styles_, [&](const Style& each) { return each.file == file && each.group == Style::Group::shipped; });
  };
  const std::filesystem::path& now = session_.choices().style;
  GtkWindow* window = GTK_WINDOW(gtk_widget_get_toplevel(all_.get()));
  if (const auto file = ask_for_picture(window, shipped(now) ? "" : now)) {
    choose(*file);
    show();
  }
}

void GalleryView::drop(GtkSelectionData* data) {
  if (gtk_widget_is_sensitive(all_.get()) == FALSE) {
    return;
  }
  const guchar* const bytes = gtk_selection_data_get_data(data);
  const std::string addresses(bytes, bytes + std::max(0, gtk_selection_data_get_length(data)));
  try {
    choose(first_file(addresses));
    show();
  } catch (const Error& error) {
    failed_(error.what());
  }
}

void GalleryView::toggle_favourite(const Style& style) {
  gallery_.set_favourite(style.file, style.group != Style::Group::favourite);
  show_styles();
}

void GalleryView::remove(const Style& style) {
  const std::filesystem::path file = style.file;
  gallery_.remove(file);
  show_styles();
  const bool gone = std::ranges::find(styles_, file, &Style::file) == styles_.end();
  if (gone && !session_.choices().style_layer && session_.choices().style == file) {
    session_.choose_style({});
    changed_();
  }
}

void GalleryView::show_menu(const Style& style) {
  GtkWidget* menu = gtk_menu_new();
  gtk_menu_attach_to_widget(GTK_MENU(menu), GTK_WIDGET(icons_), nullptr);
  GtkWidget* favourite = gtk_check_menu_item_new_with_label(tr("Favorite"));
  gtk_check_menu_item_set_active(GTK_CHECK_MENU_ITEM(favourite),
                                 static_cast<gboolean>(style.group == Style::Group::favourite));
  on(favourite, "activate", [this, style] { toggle_favourite(style); });
  GtkWidget* remove_item = gtk_menu_item_new_with_label(tr("Remove from the list"));
  gtk_widget_set_sensitive(remove_item, static_cast<gboolean>(style.group != Style::Group::shipped));
  on(remove_item, "activate", [this, style] { remove(style); });
  for (GtkWidget* const item : {favourite, remove_item}) {
    gtk_menu_shell_append(GTK_MENU_SHELL(menu), item);
  }
  gtk_widget_show_all(menu);
  // Ends when the menu has done its work.
  on(menu, "selection-done", [menu] { gtk_widget_destroy(menu); });
  pop_up(GTK_MENU(menu));
}

const Style* GalleryView::style_at(GtkTreePath* path) const {
  return &styles_[static_cast<std::size_t>(gtk_tree_path_get_indices(path)[0])];
}

/// Null if the cursor is nowhere.
const Style* GalleryView::under_cursor() const {
  GtkTreePath* path = nullptr;
  if (gtk_icon_view_get_cursor(icons_, &path, nullptr) == FALSE) {
    return nullptr;
  }
  return style_at(TreePath(path).get());
}

}  // namespace neural_style::ui::gtk
