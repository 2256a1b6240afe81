// The pictures of a request, by the names of their files.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "neural_style/stylize.hpp"

namespace neural_style::cli {

/// A request without its content: reads the styles, and the pictures that the settings name. Names that are relative
/// are seen from `folder`, from the working directory where that is empty. Throws Error if one cannot be read.
Request read_styles(const std::vector<std::string>& styles, const Settings& settings,
                    const std::filesystem::path& folder = {});

}  // namespace neural_style::cli
