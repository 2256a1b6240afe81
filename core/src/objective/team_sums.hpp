// Tensors that a team adds up, in one go.
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "neural_style/team.hpp"

namespace neural_style {

class TeamSums {
 public:
  /// Adds it to those whose sums are wanted, in float32 or float64, all of one type and on the processor. One that is
  /// undefined, for want of tiles, counts as zeros; none is in the first process, which always has some. It outlives
  /// this.
  void add(at::Tensor& tensor) { tensors_.push_back(&tensor); }

  /// They become the sums of all the team's.
  void take(Team& team);

 private:
  std::vector<at::Tensor*> tensors_;
};

}  // namespace neural_style
