// The plug-in for GIMP 3: tells GIMP of the procedure plug-in-neural-style, and runs it.
#include <gegl.h>
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "neural_style/share_cores.hpp"
#include "neural_style/translation.hpp"
#include "plugin/about.hpp"
#include "plugin/call.hpp"
#include "plugin/end_with_parent.hpp"
#include "plugin/gimp3/arguments.hpp"
#include "plugin/gimp3/host.hpp"
#include "plugin/icon.hpp"
#include "plugin/sentences.hpp"
#include "ui/glib.hpp"
#include "ui/gtk3/dialog.hpp"
#include "ui/shipped_styles.hpp"

namespace neural_style::plugin::gimp3 {

namespace {

using Ending = Outcome::Ending;

bool show_dialog(GimpProcedure* procedure, GimpProcedureConfig* config, ui::Session& session, ui::Studio& studio,
                 const ui::Original& original) {
  if (g_getenv("DISPLAY") == nullptr && g_getenv("WAYLAND_DISPLAY") == nullptr) {
    throw no_screen();
  }
  gimp_ui_init("neural-style");
  gtk_window_set_default_icon_from_file(icon_file().c_str(), nullptr);
  const ui::gtk3::Memory memory{procedure, config, [config] { return dialog_choices(config); },
                                [config](const ui::Choices& choices) { write_choices(config, choices); }};
  ui::Gallery gallery(std::filesystem::path(gimp_directory()) / "neural-style-gallery.json", ui::shipped_styles());
  return ui::gtk3::run_dialog(memory, session, studio, original, gallery);
}

GimpValueArray* failed(GimpProcedure* procedure, GimpPDBStatusType status, const std::string& sentence) {
  return gimp_procedure_new_return_values(procedure, status,
                                          g_error_new_literal(GIMP_PLUG_IN_ERROR, 0, sentence.c_str()));
}

GimpValueArray* answer_of(GimpProcedure* procedure, const Outcome& outcome) {
  switch (outcome.ending) {
    case Ending::success:
      break;
    case Ending::cancelled:
      return gimp_procedure_new_return_values(procedure, GIMP_PDB_CANCEL, nullptr);
    case Ending::wrong_arguments:
      return failed(procedure, GIMP_PDB_CALLING_ERROR, outcome.sentence);
    case Ending::failure:
      return failed(procedure, GIMP_PDB_EXECUTION_ERROR, outcome.sentence);
  }
  std::vector<GObject*> layers;
  for (const int id : outcome.layers) {
    layers.push_back(G_OBJECT(gimp_item_get_by_id(id)));
  }
  layers.push_back(nullptr);
  GimpValueArray* values = gimp_procedure_new_return_values(procedure, GIMP_PDB_SUCCESS, nullptr);
  g_value_set_boxed(gimp_value_array_index(values, 1), layers.data());
  return values;
}

GimpValueArray* run_procedure(GimpProcedure* procedure, GimpRunMode mode, GimpImage* image, GimpDrawable** drawables,
                              GimpProcedureConfig* config, gpointer /*data*/) {
  gegl_init(nullptr, nullptr);
  // Failures are told once, by what this procedure returns.
  gimp_plug_in_set_pdb_error_handler(gimp_procedure_get_plug_in(procedure), GIMP_PDB_ERROR_HANDLER_PLUGIN);
  GimpHost host(image, drawables, config);
  // GIMP's run modes have the same numbers.
  const Outcome outcome = call(
      static_cast<RunMode>(mode), host, [config] { return script_choices(config); },
      [procedure, config](ui::Session& session, ui::Studio& studio, const ui::Original& original) {
        return show_dialog(procedure, config, session, studio, original);
      });
  return answer_of(procedure, outcome);
}

GList* query_procedures(GimpPlugIn* /*plug_in*/) { return g_list_append(nullptr, g_strdup(about::procedure)); }

/// By its name GIMP takes the icon that suits its theme, but looks for it only where the desktop's icons are.
void set_icon(GimpProcedure* procedure) {
  const std::filesystem::path file = icon_file();
  std::vector<std::string> folders = {g_get_user_data_dir()};
  for (const gchar* const* folder = g_get_system_data_dirs(); *folder != nullptr; ++folder) {
    folders.emplace_back(*folder);
  }
  const bool known = std::ranges::any_of(folders, [&file](const std::filesystem::path& folder) {
    std::error_code no_such_file;
    return std::filesystem::equivalent(folder / "icons/hicolor/scalable/apps" / file.filename(), file, no_such_file);
  });
  if (known) {
    gimp_procedure_set_icon_name(procedure, icon_name);
  } else {
    const ui::Owned<GFile> own(g_file_new_for_path(file.c_str()));
    gimp_procedure_set_icon_file(procedure, own.get());
  }
}

GimpProcedure* create_procedure(GimpPlugIn* plug_in, const char* name) {
  GimpProcedure* procedure =
      gimp_image_procedure_new(plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN, run_procedure, nullptr, nullptr);
  gimp_procedure_set_image_types(procedure, about::image_types);
  gimp_procedure_set_sensitivity_mask(procedure,
                                      GIMP_PROCEDURE_SENSITIVE_DRAWABLE | GIMP_PROCEDURE_SENSITIVE_DRAWABLES);
  gimp_procedure_set_menu_label(procedure, tr(about::label));
  gimp_procedure_add_menu_path(procedure, about::menu);
  set_icon(procedure);
  gimp_procedure_set_documentation(procedure, tr(about::blurb), tr(about::help), nullptr);
  gimp_procedure_set_attribution(procedure, about::authors, about::copyright, about::year);
  add_arguments(procedure);
  return procedure;
}

void init_class(gpointer type, gpointer /*data*/) {
  GimpPlugInClass* plug_in = GIMP_PLUG_IN_CLASS(type);
  plug_in->query_procedures = query_procedures;
  plug_in->create_procedure = create_procedure;
  plug_in->set_i18n = nullptr;  // it knows catalogues in the plug-in's own folder alone
}

GType plug_in_type() {
  static const GType type =
      g_type_register_static_simple(GIMP_TYPE_PLUG_IN, "NeuralStylePlugIn", sizeof(GimpPlugInClass), init_class,
                                    sizeof(GimpPlugIn), nullptr, static_cast<GTypeFlags>(0));
  return type;
}

}  // namespace

}  // namespace neural_style::plugin::gimp3

int main(int argc, char* argv[]) {
  neural_style::plugin::end_with_parent();
  neural_style::share_cores();
  neural_style::use_translations();
  return gimp_main(neural_style::plugin::gimp3::plug_in_type(), argc, argv);
}
