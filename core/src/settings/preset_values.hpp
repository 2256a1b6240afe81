// The values in a preset's file.
#pragma once

#include <nlohmann/json.hpp>

#include "neural_style/settings.hpp"

namespace neural_style {

/// Sets each of {"id": number or text}. Throws Error as set_setting() does, or what JSON throws if it is no such
/// object.
inline void set_values(Settings& settings, const nlohmann::ordered_json& values) {
  for (const auto& [id, value] : values.items()) {
    set_setting(settings, id, value.is_string() ? value.get<std::string>() : value.dump());
  }
}

}  // namespace neural_style
