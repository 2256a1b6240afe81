// The procedure's arguments, made from the table of settings, and what their values mean.
#pragma once

#include <libgimp/gimp.h>

#include "ui/choices.hpp"

namespace neural_style::plugin::gimp3 {

/// After the run mode, the image and the drawables: style-source, style-file, style-drawable, preset, and one for each
/// setting. Scripts call by name. The return value is `layers`, the new ones.
void add_arguments(GimpProcedure* procedure);

/// The choices in a script's call: an argument that has its default value takes the preset's. Throws Error if a value
/// is not valid, or the style is not what style-source says.
ui::Choices script_choices(GimpProcedureConfig* config);

/// The choices of a dialog, as write_choices() left them: every argument counts as it is.
ui::Choices dialog_choices(GimpProcedureConfig* config);
void write_choices(GimpProcedureConfig* config, const ui::Choices& choices);

}  // namespace neural_style::plugin::gimp3
