// What a run does alone or with others.
#pragma once

#include "neural_style/team.hpp"

namespace neural_style {

/// Does `work`, which may throw: in a team as together() does.
template <class Work>
void in_step(Team* team, const Work& work) {
  if (team == nullptr) {
    work();
  } else {
    together(*team, work);
  }
}

}  // namespace neural_style
