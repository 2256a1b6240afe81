// See file_dialog.hpp.
#include "ui/gtk/file_dialog.hpp"

#include "neural_style/translation.hpp"
#include "ui/glib.hpp"

namespace neural_style::ui::gtk {

FileDialog::FileDialog(GtkWindow* parent, const char* title, GtkFileChooserAction action, const char* accept)
    : dialog_(gtk_file_chooser_dialog_new(title, parent, action, tr("_Cancel"), GTK_RESPONSE_CANCEL, accept,
                                          GTK_RESPONSE_ACCEPT, nullptr)) {
  gtk_dialog_set_default_response(GTK_DIALOG(dialog_), GTK_RESPONSE_ACCEPT);
}

FileDialog::~FileDialog() { gtk_widget_destroy(dialog_); }

void FileDialog::offer_type(const char* name, const char* mime_type) const {
  GtkFileFilter* these = gtk_file_filter_new();
  gtk_file_filter_set_name(these, name);
  gtk_file_filter_add_mime_type(these, mime_type);
  gtk_file_chooser_add_filter(chooser(), these);
  GtkFileFilter* all = gtk_file_filter_new();
  gtk_file_filter_set_name(all, tr("All files"));
  gtk_file_filter_add_pattern(all, "*");
  gtk_file_chooser_add_filter(chooser(), all);
}

std::optional<std::filesystem::path> FileDialog::run() {
  if (gtk_dialog_run(GTK_DIALOG(dialog_)) != GTK_RESPONSE_ACCEPT) {
    return std::nullopt;
  }
  const Text name(gtk_file_chooser_get_filename(chooser()));
  return name ? std::optional<std::filesystem::path>(name.get()) : std::nullopt;
}

}  // namespace neural_style::ui::gtk
