// The plug-in for GIMP 2.10: tells GIMP of the procedure plug-in-neural-style, and runs it.
#include <gegl.h>
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <new>
#include <optional>
#include <span>
#include <string>

#include "neural_style/error.hpp"
#include "plugin/filter.hpp"
#include "plugin/gimp2/arguments.hpp"
#include "plugin/gimp2/host.hpp"
#include "plugin/interactive.hpp"
#include "ui/gtk2/dialog.hpp"
#include "ui/gtk2/pixbuf.hpp"

namespace neural_style::plugin::gimp2 {

namespace {

constexpr const char* procedure = "plug-in-neural-style";

/// What a call came to, as GIMP wants to have it.
struct Outcome {
  GimpPDBStatusType status = GIMP_PDB_SUCCESS;
  std::string sentence;  // of a failure
  gint32 layer = -1;     // of a success
};

/// Wrong arguments, in a class of their own: GIMP tells them from failures.
class WrongArguments : public Error {
 public:
  using Error::Error;
};

ui::Choices choices_of(std::span<const GimpParam> values) {
  try {
    return parse_arguments(values);
  } catch (const Error& error) {
    throw WrongArguments(error.what());
  }
}

bool show_dialog(GimpHost& host, gint32 drawable, ui::Session& session, const ui::gtk2::Prepare& prepare) {
  constexpr gint side = 512;
  const Rectangle box = painted_box(host.describe());
  const double scale = std::min(1.0, static_cast<double>(side) / std::max(box.width, box.height));
  const ui::gtk2::Pixbuf before(gimp_drawable_get_sub_thumbnail(
      drawable, box.x, box.y, box.width, box.height, std::max(1, static_cast<gint>(box.width * scale)),
      std::max(1, static_cast<gint>(box.height * scale)), GIMP_PIXBUF_KEEP_ALPHA));
  return ui::gtk2::run_dialog(session, prepare, *before);
}

std::optional<int> run_interactive(GimpHost& host, gint32 drawable) {
  if (gimp_display_name() == nullptr && g_getenv("DISPLAY") == nullptr) {
    throw Error("There is no screen for a dialog. Call plug-in-neural-style with RUN-NONINTERACTIVE.");
  }
  gimp_ui_init("neural-style", FALSE);
  return run_interactively(host, [&](ui::Session& session, const ui::gtk2::Prepare& prepare) {
    return show_dialog(host, drawable, session, prepare);
  });
}

Outcome call(std::span<const GimpParam> values) {
  try {
    if (values.size() < 3) {
      throw WrongArguments("plug-in-neural-style needs a run mode, an image and a layer.");
    }
    const gint32 drawable = values[2].data.d_drawable;
    GimpHost host(values[1].data.d_image, drawable);
    switch (values[0].data.d_int32) {
      case GIMP_RUN_INTERACTIVE: {
        const std::optional<int> layer = run_interactive(host, drawable);
        return layer ? Outcome{GIMP_PDB_SUCCESS, {}, *layer} : Outcome{GIMP_PDB_CANCEL, {}, -1};
      }
      case GIMP_RUN_NONINTERACTIVE:
        return {GIMP_PDB_SUCCESS, {}, run(host, choices_of(values))};
      case GIMP_RUN_WITH_LAST_VALS:
        return {GIMP_PDB_SUCCESS, {}, run(host, last_choices(host))};
      default:
        throw WrongArguments("The run mode is none that GIMP has.");
    }
  } catch (const WrongArguments& error) {
    return {GIMP_PDB_CALLING_ERROR, error.what(), -1};
  } catch (const std::bad_alloc&) {
    return {GIMP_PDB_EXECUTION_ERROR, "There is not enough memory for this. Use a smaller layer or selection.", -1};
  } catch (const std::exception& error) {
    return {GIMP_PDB_EXECUTION_ERROR, error.what(), -1};
  }
}

void query() {
  const auto takes = parameters();
  const auto returns = return_values();
  gimp_install_procedure(procedure, "Paint the layer in the manner of a painting",
                         "Paints the layer's content with the colors and strokes of a style picture, and adds the "
                         "result as a new layer above it. With a selection, only what is selected is painted.",
                         "The authors of Neural Style", "LGPL-3.0-or-later", "2026", "_Neural Style...", "RGB*, GRAY*",
                         GIMP_PLUGIN, static_cast<gint>(takes.size()), static_cast<gint>(returns.size()), takes.data(),
                         returns.data());
  gimp_plugin_menu_register(procedure, "<Image>/Filters/Artistic");
}

void answer(const gchar* /*name*/, gint count, const GimpParam* values, gint* answer_count, GimpParam** answers) {
  // libgimp sends them after this function has returned.
  static std::array<GimpParam, 2> answered;
  static Outcome outcome;

  gegl_init(nullptr, nullptr);
  // Failures are told once, by what this procedure returns.
  gimp_plugin_set_pdb_error_handler(GIMP_PDB_ERROR_HANDLER_PLUGIN);
  outcome = call({values, static_cast<std::size_t>(count)});
  answered[0].type = GIMP_PDB_STATUS;
  answered[0].data.d_status = outcome.status;
  *answer_count = 1;
  if (outcome.status == GIMP_PDB_SUCCESS) {
    answered[1].type = GIMP_PDB_LAYER;
    answered[1].data.d_layer = outcome.layer;
    *answer_count = 2;
  } else if (!outcome.sentence.empty()) {
    answered[1].type = GIMP_PDB_STRING;
    answered[1].data.d_string = outcome.sentence.data();
    *answer_count = 2;
  }
  *answers = answered.data();
}

/// A painting can take minutes in which nothing is said to GIMP; if GIMP dies meanwhile, the kernel ends this process.
void end_with_gimp() {
  const pid_t gimp = getppid();
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != gimp) {
    std::_Exit(EXIT_FAILURE);  // it died just before
  }
}

}  // namespace

}  // namespace neural_style::plugin::gimp2

int main(int argc, char* argv[]) {
  neural_style::plugin::gimp2::end_with_gimp();
  const GimpPlugInInfo functions = {nullptr, nullptr, neural_style::plugin::gimp2::query,
                                    neural_style::plugin::gimp2::answer};
  return gimp_main(&functions, argc, argv);
}
