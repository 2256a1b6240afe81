// Checksums of files.
#pragma once

#include <filesystem>
#include <string>

namespace neural_style {

/// SHA-256 of a model's file as 64 lower-case hexadecimal digits. Throws Error if it cannot be read.
std::string sha256(const std::filesystem::path& file);

}  // namespace neural_style
