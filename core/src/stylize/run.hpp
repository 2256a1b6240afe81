// The engine's stylize() and evaluate().
#pragma once

#include "neural_style/stylize.hpp"
#include "stylize/kept_network.hpp"

namespace neural_style {

Result run_stylize(const Request& request, Observer& observer, KeptNetwork& kept);
Losses run_evaluate(const Image& picture, const Request& request, KeptNetwork& kept);

}  // namespace neural_style
