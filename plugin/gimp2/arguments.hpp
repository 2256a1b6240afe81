// The procedure's parameters: what GIMP is told of them, and what a script's values mean.
#pragma once

#include <libgimp/gimp.h>

#include <span>

#include "ui/choices.hpp"

namespace neural_style::plugin::gimp2 {

/// In GIMP's order: run-mode image drawable style-file preset strength size settings. Frozen: scripts call by position.
/// What is to come enters through the table of settings, that is through the last one.
std::span<const GimpParamDef> parameters();

/// What it returns.
std::span<const GimpParamDef> return_values();

/// The choices in a script's values, which are all of parameters(). Throws Error if one is not valid.
ui::Choices parse_arguments(std::span<const GimpParam> values);

}  // namespace neural_style::plugin::gimp2
