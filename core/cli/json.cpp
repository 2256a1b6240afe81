#include "cli/json.hpp"

namespace neural_style::cli {

std::string line_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json losses_json(const Losses& losses) {
  Json by_layer = Json::object();
  for (const auto& [layer, loss] : losses.style_by_layer) {
    by_layer[layer] = loss;
  }
  return {{"total", losses.total},
          {"content", losses.content},
          {"style", losses.style},
          {"temporal", losses.temporal},
          {"style_by_layer", by_layer}};
}

Json value_json(const Settings& settings, const SettingInfo& info) {
  const std::string text = setting_text(settings, info.id);
  const bool number = info.kind == SettingKind::real || info.kind == SettingKind::integer;
  // Numbers are written as JSON writes them; "automatic" is none.
  Json value = number ? Json::parse(text, nullptr, false) : Json(text);
  return value.is_discarded() ? Json(text) : value;
}

std::string size_text(int width, int height) { return std::to_string(width) + 'x' + std::to_string(height); }

}  // namespace neural_style::cli
