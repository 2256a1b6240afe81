// See style_chooser.hpp.
#include "ui/gtk/style_chooser.hpp"

#include <utility>

#include "neural_style/translation.hpp"
#include "ui/glib.hpp"
#include "ui/gtk/signal.hpp"
#include "ui/gtk/thumbnail.hpp"

namespace neural_style::ui::gtk {

namespace {

void show_thumbnail(GtkImage* image, const char* file) {
  const Pixbuf picture = file != nullptr ? thumbnail_of(file) : nullptr;
  gtk_image_set_from_pixbuf(image, picture.get());
}

void add_filters(GtkFileChooser* chooser) {
  GtkFileFilter* pictures = gtk_file_filter_new();
  gtk_file_filter_set_name(pictures, tr("Images"));
  gtk_file_filter_add_mime_type(pictures, "image/*");
  gtk_file_chooser_add_filter(chooser, pictures);
  GtkFileFilter* all = gtk_file_filter_new();
  gtk_file_filter_set_name(all, tr("All files"));
  gtk_file_filter_add_pattern(all, "*");
  gtk_file_chooser_add_filter(chooser, all);
}

}  // namespace

StyleChooser::StyleChooser(const std::filesystem::path& file, std::function<void(const std::filesystem::path&)> chosen)
    : button_(gtk_file_chooser_button_new(tr("Choose the Style Picture"), GTK_FILE_CHOOSER_ACTION_OPEN)),
      thumbnail_(gtk_frame_new(nullptr)) {
  GtkFileChooser* chooser = GTK_FILE_CHOOSER(button_);
  gtk_file_chooser_button_set_width_chars(GTK_FILE_CHOOSER_BUTTON(button_), 24);
  add_filters(chooser);
  gtk_widget_set_tooltip_text(button_,
                              tr("Picture of a painting, in any format that GIMP opens, whose manner is taken over"));

  GtkWidget* preview = gtk_image_new();
  gtk_widget_set_size_request(preview, thumbnail_side, thumbnail_side);
  gtk_file_chooser_set_preview_widget(chooser, preview);
  on(button_, "update-preview", [chooser, preview] {
    const Text under_cursor(gtk_file_chooser_get_preview_filename(chooser));
    const Pixbuf picture = under_cursor ? thumbnail_of(under_cursor.get()) : nullptr;
    gtk_image_set_from_pixbuf(GTK_IMAGE(preview), picture.get());
    gtk_file_chooser_set_preview_widget_active(chooser, picture != nullptr ? TRUE : FALSE);
  });

  GtkWidget* shown = gtk_image_new();
  gtk_widget_set_size_request(shown, thumbnail_side, thumbnail_side);
  gtk_frame_set_shadow_type(GTK_FRAME(thumbnail_), GTK_SHADOW_IN);
  gtk_container_add(GTK_CONTAINER(thumbnail_), shown);
  if (!file.empty()) {
    gtk_file_chooser_set_filename(chooser, file.c_str());
    show_thumbnail(GTK_IMAGE(shown), file.c_str());
  }
  on(button_, "file-set", [chooser, shown, chosen = std::move(chosen)] {
    const Text name(gtk_file_chooser_get_filename(chooser));
    show_thumbnail(GTK_IMAGE(shown), name.get());
    if (name) {
      chosen(name.get());
    }
  });
}

}  // namespace neural_style::ui::gtk
