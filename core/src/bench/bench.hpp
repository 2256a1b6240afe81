// The engine's bench().
#pragma once

#include "neural_style/bench.hpp"

namespace neural_style {

BenchReport run_bench(const Settings& settings, int rounds);

}  // namespace neural_style
