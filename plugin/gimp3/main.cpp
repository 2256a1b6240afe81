// The plug-in for GIMP 3: tells GIMP of the procedure plug-in-neural-style, and runs it.
#include <gegl.h>
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include <vector>

#include "neural_style/translation.hpp"
#include "plugin/about.hpp"
#include "plugin/call.hpp"
#include "plugin/end_with_parent.hpp"
#include "plugin/gimp3/arguments.hpp"
#include "plugin/gimp3/host.hpp"
#include "plugin/sentences.hpp"
#include "ui/gtk3/dialog.hpp"

namespace neural_style::plugin::gimp3 {

namespace {

using Ending = Outcome::Ending;

bool show_dialog(GimpProcedure* procedure, GimpProcedureConfig* config, ui::Session& session, ui::Studio& studio,
                 const ui::Original& original) {
  if (g_getenv("DISPLAY") == nullptr && g_getenv("WAYLAND_DISPLAY") == nullptr) {
    throw no_screen();
  }
  gimp_ui_init("neural-style");
  const ui::gtk3::Memory memory{procedure, config, [config] { return dialog_choices(config); },
                                [config](const ui::Choices& choices) { write_choices(config, choices); }};
  return ui::gtk3::run_dialog(memory, session, studio, original);
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

GimpProcedure* create_procedure(GimpPlugIn* plug_in, const char* name) {
  GimpProcedure* procedure =
      gimp_image_procedure_new(plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN, run_procedure, nullptr, nullptr);
  gimp_procedure_set_image_types(procedure, about::image_types);
  gimp_procedure_set_sensitivity_mask(procedure,
                                      GIMP_PROCEDURE_SENSITIVE_DRAWABLE | GIMP_PROCEDURE_SENSITIVE_DRAWABLES);
  gimp_procedure_set_menu_label(procedure, tr(about::label));
  gimp_procedure_add_menu_path(procedure, about::menu);
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
  neural_style::use_translations();
  return gimp_main(neural_style::plugin::gimp3::plug_in_type(), argc, argv);
}
