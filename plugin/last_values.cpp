// See last_values.hpp.
#include "plugin/last_values.hpp"

#include <nlohmann/json.hpp>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"

namespace neural_style::plugin {

namespace {

constexpr int format_version = 1;

}  // namespace

std::string last_values_text(const ui::Choices& choices) {
  const nlohmann::ordered_json values{{"version", format_version},
                                      {"style", choices.style.string()},
                                      {"preset", choices.preset},
                                      {"settings", settings_text(choices.settings, preset(choices.preset).settings)}};
  // File names need not be UTF-8, JSON must be: such a name is not found again, which is a sentence and no crash.
  return values.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

ui::Choices parse_last_values(std::string_view text) {
  try {
    const auto values = nlohmann::json::parse(text);
    if (values.at("version").get<double>() != format_version) {  // which any number can be
      throw Error(tr("The last values were written by another version of Neural Style."));
    }
    ui::Choices choices;
    choices.style = values.at("style").get<std::string>();
    choices.preset = values.at("preset").get<std::string>();
    choices.settings = preset(choices.preset).settings;
    set_settings(choices.settings, values.at("settings").get<std::string>());
    return choices;
  } catch (const nlohmann::json::exception&) {
    throw Error(tr("The last values are damaged."));
  }
}

}  // namespace neural_style::plugin
