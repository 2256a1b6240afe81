// See preset_dialog.hpp.
#include "ui/gtk/preset_dialog.hpp"

#include <string>

#include "neural_style/translation.hpp"
#include "ui/glib.hpp"
#include "ui/gtk/file_dialog.hpp"

namespace neural_style::ui::gtk {

namespace {

constexpr const char* type = "application/json";

void begin_in_own_folder(GtkFileChooser* chooser) {
  const Text folder(g_build_filename(g_get_user_data_dir(), "neural-style", "presets", nullptr));
  constexpr int for_the_person_alone = 0700;
  g_mkdir_with_parents(folder.get(), for_the_person_alone);  // where that fails, GTK begins elsewhere
  gtk_file_chooser_set_current_folder(chooser, folder.get());
}

}  // namespace

std::optional<std::filesystem::path> ask_for_preset(GtkWindow* parent) {
  FileDialog dialog(parent, tr("Load a Preset"), GTK_FILE_CHOOSER_ACTION_OPEN, tr("_Open"));
  dialog.offer_type(tr("Presets"), type);
  begin_in_own_folder(dialog.chooser());
  return dialog.run();
}

std::optional<std::filesystem::path> ask_where_to_save_preset(GtkWindow* parent) {
  FileDialog dialog(parent, tr("Save the Preset"), GTK_FILE_CHOOSER_ACTION_SAVE, tr("_Save"));
  dialog.offer_type(tr("Presets"), type);
  begin_in_own_folder(dialog.chooser());
  gtk_file_chooser_set_do_overwrite_confirmation(dialog.chooser(), TRUE);
  // Translators: the name of a file to begin with, without its ending.
  gtk_file_chooser_set_current_name(dialog.chooser(), (std::string(tr("my preset")) + ".json").c_str());
  return dialog.run();
}

}  // namespace neural_style::ui::gtk
