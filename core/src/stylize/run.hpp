// The engine's stylize() and evaluate().
#pragma once

#include "neural_style/stylize.hpp"

namespace neural_style {

Result run_stylize(const Request& request, Observer& observer);
Losses run_evaluate(const Image& picture, const Request& request);

}  // namespace neural_style
