// A file's bytes.
#pragma once

#include <filesystem>
#include <vector>

namespace neural_style {

/// Everything in a model's file. Throws Error if there is none, if it is no plain file, or if it cannot be read.
std::vector<char> whole_file(const std::filesystem::path& file);

}  // namespace neural_style
