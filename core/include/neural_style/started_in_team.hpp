// For what several processes do not share: see team.hpp.
#pragma once

namespace neural_style {

/// Whether MPI has started this process as one of several. Loads nothing of it.
bool started_in_team();

}  // namespace neural_style
