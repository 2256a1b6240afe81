// How quick this machine is, found out in about a second.
#pragma once

#include "stylize/kept_network.hpp"
#include "stylize/plan.hpp"

namespace neural_style {

Pace run_pace(const Settings& settings, KeptNetwork& kept);

}  // namespace neural_style
