#include "neural_style/bench.hpp"
#include "stylize/machine.hpp"

namespace neural_style {

Cpu this_cpu() { return {cpu_model(), cpu_features()}; }

}  // namespace neural_style
