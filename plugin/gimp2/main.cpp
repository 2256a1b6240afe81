// The plug-in for GIMP 2.10: tells GIMP of the procedure plug-in-neural-style, and runs it.
#include <gegl.h>
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

#include "neural_style/share_cores.hpp"
#include "neural_style/translation.hpp"
#include "plugin/about.hpp"
#include "plugin/call.hpp"
#include "plugin/end_with_parent.hpp"
#include "plugin/gimp2/arguments.hpp"
#include "plugin/gimp2/host.hpp"
#include "plugin/icon.hpp"
#include "plugin/sentences.hpp"
#include "ui/gtk2/dialog.hpp"
#include "ui/shipped_styles.hpp"

namespace neural_style::plugin::gimp2 {

namespace {

using Ending = Outcome::Ending;

GimpPDBStatusType status_of(Ending ending) {
  switch (ending) {
    case Ending::success:
      return GIMP_PDB_SUCCESS;
    case Ending::cancelled:
      return GIMP_PDB_CANCEL;
    case Ending::wrong_arguments:
      return GIMP_PDB_CALLING_ERROR;
    case Ending::failure:
      break;
  }
  return GIMP_PDB_EXECUTION_ERROR;
}

bool show_dialog(ui::Session& session, ui::Studio& studio, const ui::Original& original) {
  if (gimp_display_name() == nullptr && g_getenv("DISPLAY") == nullptr) {
    throw no_screen();
  }
  gimp_ui_init("neural-style", FALSE);
  gtk_window_set_default_icon_from_file(icon_file().c_str(), nullptr);
  ui::Gallery gallery(std::filesystem::path(gimp_directory()) / "neural-style-gallery.json", ui::shipped_styles());
  return ui::gtk2::run_dialog(session, studio, original, gallery);
}

Outcome call_with(std::span<const GimpParam> values) {
  if (values.size() < 3) {
    return {Ending::wrong_arguments, tr("plug-in-neural-style needs a run mode, an image and a layer."), {}};
  }
  const gint32 mode = values[0].data.d_int32;
  GimpHost host(values[1].data.d_image, values[2].data.d_drawable);
  // GIMP's run modes have the same numbers; call() refuses others.
  return call(
      static_cast<RunMode>(mode), host, [values] { return parse_arguments(values); }, show_dialog);
}

void query() {
  // GIMP itself translates the menu entry and what it says of it.
  gimp_plugin_domain_register(text_domain, translations_folder().c_str());
  const auto takes = parameters();
  const auto returns = return_values();
  gimp_install_procedure(about::procedure, about::blurb, about::help, about::authors, about::copyright, about::year,
                         about::label, about::image_types, GIMP_PLUGIN, static_cast<gint>(takes.size()),
                         static_cast<gint>(returns.size()), takes.data(), returns.data());
  gimp_plugin_menu_register(about::procedure, about::menu);
  const std::string icon = icon_file();
  gimp_plugin_icon_register(about::procedure, GIMP_ICON_TYPE_IMAGE_FILE,
                            static_cast<const guint8*>(static_cast<const void*>(icon.c_str())));
}

void answer(const gchar* /*name*/, gint count, const GimpParam* values, gint* answer_count, GimpParam** answers) {
  // libgimp sends them after this function has returned.
  static std::array<GimpParam, 2> answered;
  static Outcome outcome;

  gegl_init(nullptr, nullptr);
  // Failures are told once, by what this procedure returns.
  gimp_plugin_set_pdb_error_handler(GIMP_PDB_ERROR_HANDLER_PLUGIN);
  outcome = call_with({values, static_cast<std::size_t>(count)});
  answered[0].type = GIMP_PDB_STATUS;
  answered[0].data.d_status = status_of(outcome.ending);
  *answer_count = 1;
  if (outcome.ending == Ending::success) {
    answered[1].type = GIMP_PDB_LAYER;
    answered[1].data.d_layer = outcome.layers.front();
    *answer_count = 2;
  } else if (!outcome.sentence.empty()) {
    answered[1].type = GIMP_PDB_STRING;
    answered[1].data.d_string = outcome.sentence.data();
    *answer_count = 2;
  }
  *answers = answered.data();
}

}  // namespace

}  // namespace neural_style::plugin::gimp2

int main(int argc, char* argv[]) {
  neural_style::plugin::end_with_parent();
  neural_style::share_cores();
  neural_style::use_translations();
  const GimpPlugInInfo functions = {nullptr, nullptr, neural_style::plugin::gimp2::query,
                                    neural_style::plugin::gimp2::answer};
  return gimp_main(&functions, argc, argv);
}
