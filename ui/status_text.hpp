// What a painting does and takes, in words.
#pragma once

#include <optional>
#include <string>

#include "neural_style/observer.hpp"
#include "ui/studio.hpp"

namespace neural_style::ui {

/// "512 x 384, evaluation 12 of 40: 20 s so far, about 1 min 10 s left".
std::string status_text(const Progress& progress, double elapsed_seconds);

/// Of a sketch, which may be as far as it goes by itself.
std::string sketch_text(const Progress& progress, bool waiting);

std::string starting_text();
std::string ending_text();

/// "About 2 minutes, 1.1 GB of memory"; the time only where it is known.
std::string forecast_text(const Needs& needs, const std::optional<double>& seconds);

}  // namespace neural_style::ui
