#include "neural_style/preset_file.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "file_bytes.hpp"
#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "settings/preset_values.hpp"

namespace neural_style {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view format = "neural-style preset";
constexpr int version = 1;

// Many times what all settings take. Whatever is larger is something else, and not worth being parsed.
constexpr std::uintmax_t largest_file = 1 << 20;

[[noreturn]] void refuse(const std::filesystem::path& file) {
  throw Error(say("The file {0} is no preset of Neural Style. Choose a file that its dialog has saved.", quoted(file)));
}

SavedPreset parse(const std::filesystem::path& file, const Json& json) {
  if (json.at("format").get<std::string>() != format) {
    refuse(file);
  }
  if (json.at("version").get<double>() > version) {  // which any number in a file can be
    throw Error(say("The preset {0} was written by a later version of Neural Style. Install that version to use it.",
                    quoted(file)));
  }
  SavedPreset result;
  result.base = json.value("base", result.base);
  try {
    result.settings = preset(result.base).settings;
    set_values(result.settings, json.at("settings"));
  } catch (const Error& error) {
    // Translators: {0} is the file in quotation marks, {1} a sentence that says what is wrong about a value in it.
    throw Error(say("The preset {0} cannot be used. {1}", quoted(file), error.what()));
  }
  return result;
}

}  // namespace

SavedPreset read_preset(const std::filesystem::path& file) {
  std::error_code unknown;
  if (const auto size = std::filesystem::file_size(file, unknown); !unknown && size > largest_file) {
    refuse(file);
  }
  const std::vector<std::uint8_t> bytes = read_whole(file);
  try {
    return parse(file, Json::parse(bytes));
  } catch (const nlohmann::json::exception&) {
    refuse(file);
  }
}

void write_preset(const std::filesystem::path& file, const SavedPreset& preset) {
  Json settings = Json::object();
  for (const SettingInfo& info : settings_table()) {
    if (!info.machine && !info.pictures) {
      settings[std::string(info.id)] = setting_text(preset.settings, info.id);
    }
  }
  const Json json = {{"format", format}, {"version", version}, {"base", preset.base}, {"settings", settings}};
  // A path of a model need not be UTF-8, JSON must be.
  const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  write_whole(file, std::vector<std::uint8_t>(text.begin(), text.end()));
}

SavedPreset find_preset(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    return read_preset(name);
  }
  return {name, preset(name).settings};
}

}  // namespace neural_style
