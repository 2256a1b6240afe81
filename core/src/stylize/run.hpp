// The engine's stylize() and evaluate().
#pragma once

#include <filesystem>

#include "neural_style/stylize.hpp"
#include "neural_style/team.hpp"
#include "stylize/kept_network.hpp"

namespace neural_style {

/// `checkpoint`: what to go on from; empty: nothing. `team`: null if alone; else `checkpoint` is what stylize() for a
/// team is told.
Result run_stylize(const Request& request, const std::filesystem::path& checkpoint, Observer& observer,
                   KeptNetwork& kept, Team* team = nullptr);
Losses run_evaluate(const Image& picture, const Request& request, KeptNetwork& kept);

}  // namespace neural_style
