// GTK's dialog that asks for a file.
#pragma once

#include <gtk/gtk.h>

#include <filesystem>
#include <optional>

namespace neural_style::ui::gtk {

class FileDialog {
 public:
  /// `accept` is the word on its button.
  FileDialog(GtkWindow* parent, const char* title, GtkFileChooserAction action, const char* accept);
  FileDialog(const FileDialog&) = delete;
  FileDialog& operator=(const FileDialog&) = delete;
  FileDialog(FileDialog&&) = delete;
  FileDialog& operator=(FileDialog&&) = delete;
  ~FileDialog();

  [[nodiscard]] GtkFileChooser* chooser() const { return GTK_FILE_CHOOSER(dialog_); }

  /// The person sees files of that type alone, or all of them. To be called once.
  void offer_type(const char* name, const char* mime_type) const;

  /// None: the dialog was cancelled.
  std::optional<std::filesystem::path> run();

 private:
  GtkWidget* dialog_;
};

}  // namespace neural_style::ui::gtk
