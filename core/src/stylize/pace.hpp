// How quick this machine is, found out in about a second.
#pragma once

#include "stylize/kept_network.hpp"
#include "stylize/plan.hpp"

namespace neural_style {

/// Of what the plan computes with.
Pace run_pace(const Settings& settings, const Plan& plan, KeptNetwork& kept);

}  // namespace neural_style
