// The engine's stylize() and evaluate().
#pragma once

#include <filesystem>

#include "neural_style/stylize.hpp"
#include "stylize/kept_network.hpp"

namespace neural_style {

/// `checkpoint`: what to go on from; empty: nothing.
Result run_stylize(const Request& request, const std::filesystem::path& checkpoint, Observer& observer,
                   KeptNetwork& kept);
Losses run_evaluate(const Image& picture, const Request& request, KeptNetwork& kept);

}  // namespace neural_style
