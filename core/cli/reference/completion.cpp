// What an argument takes, told by its option's name and by the name of its type, as the help shows them.
#include <algorithm>

#include "cli/reference/reference.hpp"
#include "neural_style/settings.hpp"

namespace neural_style::cli {
namespace {

using Kind = Completion::Kind;

Completion of_setting(const CLI::Option& option) {
  std::string id = option.get_lnames().front();
  std::ranges::replace(id, '-', '_');
  const SettingInfo& info = setting_info(id);
  if (info.kind == SettingKind::model) {
    return {Kind::models, {}};
  }
  if (info.kind == SettingKind::choice) {
    return {Kind::words, {info.choices.begin(), info.choices.end()}};
  }
  return {};
}

}  // namespace

Completion completion_of(const CLI::Option& option) {
  if (is_setting(option)) {
    return of_setting(option);
  }
  const std::string name = option.get_positional() ? option.get_name(true) : option.get_lnames().front();
  const std::string type = option.get_type_name();
  if (name == "preset" || name == "presets") {
    return {Kind::presets, {}};
  }
  if (name == "model") {
    return {Kind::models, {}};
  }
  if (type == "FOLDER") {
    return {Kind::folders, {}};
  }
  if (type == "FILE") {
    return {Kind::files, {}};
  }
  return {};
}

}  // namespace neural_style::cli
