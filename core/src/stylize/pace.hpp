// How quick this machine is, found out in about a second.
#pragma once

#include "stylize/plan.hpp"

namespace neural_style {

Pace run_pace(const Settings& settings);

}  // namespace neural_style
