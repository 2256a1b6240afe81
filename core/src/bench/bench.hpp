// The engine's bench().
#pragma once

#include <vector>

#include "neural_style/bench.hpp"

namespace neural_style {

std::vector<BenchFigure> run_bench(const BenchRequest& request);

}  // namespace neural_style
