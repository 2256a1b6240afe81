// See picture_dialog.hpp.
#include "ui/gtk/picture_dialog.hpp"

#include "neural_style/translation.hpp"
#include "ui/glib.hpp"
#include "ui/gtk/file_dialog.hpp"
#include "ui/gtk/signal.hpp"
#include "ui/gtk/thumbnail.hpp"

namespace neural_style::ui::gtk {

namespace {

void add_preview(GtkFileChooser* chooser) {
  constexpr int side = 128;
  GtkWidget* preview = gtk_image_new();
  gtk_widget_set_size_request(preview, side, side);
  gtk_file_chooser_set_preview_widget(chooser, preview);
  on(chooser, "update-preview", [chooser, preview] {
    const Text under_cursor(gtk_file_chooser_get_preview_filename(chooser));
    const Pixbuf picture = under_cursor ? thumbnail_of(under_cursor.get(), side) : nullptr;
    gtk_image_set_from_pixbuf(GTK_IMAGE(preview), picture.get());
    gtk_file_chooser_set_preview_widget_active(chooser, picture != nullptr ? TRUE : FALSE);
  });
}

}  // namespace

std::optional<std::filesystem::path> ask_for_picture(GtkWindow* parent, const std::filesystem::path& file) {
  FileDialog dialog(parent, tr("Choose the Style Picture"), GTK_FILE_CHOOSER_ACTION_OPEN, tr("_Open"));
  dialog.offer_type(tr("Images"), "image/*");
  add_preview(dialog.chooser());
  if (!file.empty()) {
    gtk_file_chooser_set_filename(dialog.chooser(), file.c_str());
  } else {
    const char* pictures = g_get_user_special_dir(G_USER_DIRECTORY_PICTURES);
    gtk_file_chooser_set_current_folder(dialog.chooser(), pictures != nullptr ? pictures : g_get_home_dir());
  }
  return dialog.run();
}

}  // namespace neural_style::ui::gtk
