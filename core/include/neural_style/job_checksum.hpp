// What makes two runs the same job.
#pragma once

#include <string>

#include "neural_style/stylize.hpp"

namespace neural_style {

/// SHA-256, as 64 hexadecimal digits, of all that decides about the painting: the pictures, the settings but those of
/// the machine, the model's file. Works without LibTorch. Throws Error if there is no such model.
std::string job_checksum(const Request& request);

}  // namespace neural_style
