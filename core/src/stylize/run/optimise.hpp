// The walk downhill at one scale.
#pragma once

#include "stylize/plan.hpp"
#include "stylize/planes.hpp"
#include "stylize/run/best.hpp"
#include "stylize/run/job.hpp"
#include "stylize/run/reporter.hpp"
#include "stylize/run/scale_work.hpp"
#include "stylize/run/writable.hpp"
#include "stylize/state_file.hpp"

namespace neural_style {

/// Walks downhill at one scale from `planes`, wherever the computing is done. They end at the last accepted point, also
/// if it ends by an exception; `best` is kept up to date on the way. `resumed`: where an earlier walk had come to,
/// these included; or null.
void optimise(const Job& job, const ScalePlan& plan, const Writable& run, ScaleWork& work, Reporter& reporter,
              Planes& planes, Best& best, StateReader* resumed);

}  // namespace neural_style
