// One step of Adam, in numbers.
#pragma once

namespace neural_style {

/// m = beta1·m + (1 - beta1)·g, s = beta2·s + (1 - beta2)·g², x -= rate·m / (√(correction·s) + epsilon)
struct AdamStep {
  double beta1 = 0;
  double beta2 = 0;
  double rate = 0;        ///< that m is too small at first is in it
  double correction = 0;  ///< that s is too small at first
  double epsilon = 0;
};

}  // namespace neural_style
