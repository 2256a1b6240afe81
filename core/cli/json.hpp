// What the subcommands say as JSON, where more than one says it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "neural_style/settings.hpp"
#include "neural_style/stylize.hpp"

namespace neural_style::cli {

/// Keys stay in the order in which they are written.
using Json = nlohmann::ordered_json;

/// One line. File names need not be UTF-8, JSON must be: other bytes are replaced.
std::string line_of(const Json& json);

/// {"total", "content", "style", "temporal", "style_by_layer": {…}}
Json losses_json(const Losses& losses);

/// A setting's value: a number where it is one, else its text.
Json value_json(const Settings& settings, const SettingInfo& info);

/// "512x384", as the setting `size` takes it.
std::string size_text(int width, int height);

}  // namespace neural_style::cli
