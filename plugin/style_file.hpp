// What is to be said of a style picture that cannot be opened, whatever the editor.
#pragma once

#include <filesystem>
#include <string>

#include "neural_style/error.hpp"

namespace neural_style::plugin {

/// Throws Error if there is no such file, or it is a folder: an editor's own sentences for these two speak of loading
/// procedures and of extensions.
void check_style_file(const std::filesystem::path& file);

/// The editor has tried, and says why it failed.
Error cannot_open_style(const std::filesystem::path& file, const std::string& reason);

/// Of a layer that was chosen instead of a file.
Error style_layer_removed();

}  // namespace neural_style::plugin
