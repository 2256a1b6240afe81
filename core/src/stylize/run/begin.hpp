// Where the scales of a run begin.
#pragma once

#include "neural_style/image.hpp"
#include "stylize/planes.hpp"
#include "stylize/run/job.hpp"
#include "stylize/run/scale_work.hpp"

namespace neural_style {

/// What is painted of the picture to go on from.
Planes given_start(const Job& job, const Image& content);

/// Where a scale begins after `painting`, which is empty at the first.
Planes start(const Job& job, const Image& painting, const ScaleWork& work);

}  // namespace neural_style
