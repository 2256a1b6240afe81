// See arguments.hpp.
#include "plugin/gimp3/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>
#include <string_view>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "plugin/exact_text.hpp"
#include "ui/glib.hpp"

namespace neural_style::plugin::gimp3 {

namespace {

using ui::Owned;
using ui::Text;

constexpr const char* style_source = "style-source";
constexpr const char* style_file = "style-file";
constexpr const char* style_drawable = "style-drawable";
constexpr const char* preset_argument = "preset";
constexpr std::string_view from_file = "file";
constexpr std::string_view from_drawable = "drawable";

std::string words(std::string_view text) { return std::string(text); }

/// GIMP joins the words of a name by '-'.
std::string argument_name(const SettingInfo& info) {
  std::string name(info.id);
  std::ranges::replace(name, '_', '-');
  return name;
}

/// GIMP's whole numbers have 32 bits.
int whole_maximum(const SettingInfo& info) {
  return static_cast<int>(std::min(info.maximum, static_cast<double>(std::numeric_limits<int>::max())));
}

/// What a text that stands for a number stands for; 0 for "automatic".
double number(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void add_choice(GimpProcedure* procedure, const char* name, const char* nick, const char* blurb, GimpChoice* choice,
                std::string_view value) {
  // The procedure takes the choice over.
  gimp_procedure_add_choice_argument(procedure, name, nick, blurb, choice, words(value).c_str(), G_PARAM_READWRITE);
}

void add_style(GimpProcedure* procedure) {
  GimpChoice* sources = gimp_choice_new();
  gimp_choice_add(sources, from_file.data(), 0, tr("Picture file"), nullptr);
  gimp_choice_add(sources, from_drawable.data(), 1, tr("Open layer"), nullptr);
  add_choice(procedure, style_source, tr("Style source"),
             tr("Where the picture comes from whose manner is taken over: \"file\" or \"drawable\""), sources,
             from_file);
  gimp_procedure_add_file_argument(procedure, style_file, tr("Style file"),
                                   tr("Picture of a painting, in any format that GIMP opens"),
                                   GIMP_FILE_CHOOSER_ACTION_OPEN, TRUE, nullptr, G_PARAM_READWRITE);
  gimp_procedure_add_drawable_argument(procedure, style_drawable, tr("Style drawable"),
                                       tr("Layer of an open image, as it looks with its filters"), TRUE,
                                       G_PARAM_READWRITE);
}

void add_preset(GimpProcedure* procedure) {
  GimpChoice* choice = gimp_choice_new();
  int id = 0;
  for (const Preset& each : presets()) {
    gimp_choice_add(choice, words(each.id).c_str(), id++, tr(each.label).c_str(), tr(each.help).c_str());
  }
  add_choice(procedure, preset_argument, tr("Preset"),
             tr("Settings to start from: they count for all that is left as it is"), choice, presets().front().id);
}

void add_setting(GimpProcedure* procedure, const SettingInfo& info) {
  const std::string name = argument_name(info);
  const std::string label = tr(info.label);
  const std::string help = tr(info.help);
  const std::string value = setting_text(Settings{}, info.id);
  switch (info.kind) {
    case SettingKind::real:
      gimp_procedure_add_double_argument(procedure, name.c_str(), label.c_str(), help.c_str(), info.minimum,
                                         info.maximum, number(value), G_PARAM_READWRITE);
      break;
    case SettingKind::integer:
      gimp_procedure_add_int_argument(procedure, name.c_str(), label.c_str(), help.c_str(),
                                      static_cast<int>(info.minimum), whole_maximum(info),
                                      static_cast<int>(number(value)), G_PARAM_READWRITE);
      break;
    case SettingKind::choice: {
      GimpChoice* choice = gimp_choice_new();
      int id = 0;
      for (const std::string_view each : info.choices) {
        gimp_choice_add(choice, words(each).c_str(), id++, tr(each).c_str(), nullptr);
      }
      add_choice(procedure, name.c_str(), label.c_str(), help.c_str(), choice, value);
      break;
    }
    case SettingKind::size:
    case SettingKind::layers:
    case SettingKind::model:
    case SettingKind::numbers:
    case SettingKind::names:
      gimp_procedure_add_string_argument(procedure, name.c_str(), label.c_str(), help.c_str(), value.c_str(),
                                         G_PARAM_READWRITE);
      break;
  }
}

std::string string_of(GimpProcedureConfig* config, const char* name) {
  char* value = nullptr;
  g_object_get(config, name, &value, nullptr);
  const Text owned(value);
  return value != nullptr ? value : "";
}

std::string text_of(GimpProcedureConfig* config, const SettingInfo& info) {
  const std::string name = argument_name(info);
  switch (info.kind) {
    case SettingKind::real: {
      double value = 0;
      g_object_get(config, name.c_str(), &value, nullptr);
      return exact_text(value);
    }
    case SettingKind::integer: {
      int value = 0;
      g_object_get(config, name.c_str(), &value, nullptr);
      return std::to_string(value);
    }
    default:
      return string_of(config, name.c_str());
  }
}

void write_setting(GimpProcedureConfig* config, const SettingInfo& info, const std::string& text) {
  const std::string name = argument_name(info);
  switch (info.kind) {
    case SettingKind::real:
      g_object_set(config, name.c_str(), number(text), nullptr);
      break;
    case SettingKind::integer:
      g_object_set(config, name.c_str(), static_cast<int>(std::min<double>(number(text), whole_maximum(info))),
                   nullptr);
      break;
    default:
      g_object_set(config, name.c_str(), text.c_str(), nullptr);
  }
}

}  // namespace

void add_arguments(GimpProcedure* procedure) {
  add_style(procedure);
  add_preset(procedure);
  for (const SettingInfo& info : settings_table()) {
    add_setting(procedure, info);
  }
  gimp_procedure_add_core_object_array_return_value(
      procedure, "layers", tr("Layers"), tr("New layers with the paintings"), GIMP_TYPE_LAYER, G_PARAM_READWRITE);
}

ui::Choices dialog_choices(GimpProcedureConfig* config) {
  ui::Choices choices;
  choices.preset = string_of(config, preset_argument);
  for (const SettingInfo& info : settings_table()) {
    set_setting(choices.settings, info.id, text_of(config, info));
  }
  GFile* file = nullptr;
  GimpDrawable* drawable = nullptr;
  g_object_get(config, style_file, &file, style_drawable, &drawable, nullptr);
  const Owned<GFile> owned_file(file);
  const Owned<GimpDrawable> owned_drawable(drawable);
  if (file != nullptr) {
    const Text path(g_file_get_path(file));
    const Text address(g_file_get_uri(file));
    if (path) {
      choices.style = path.get();
    } else if (address.get()[0] != '\0') {  // which Script-Fu makes of ""
      throw Error(
          say("The style picture {0} is not a file of this computer. Save it here, and choose that.", address.get()));
    }
  }
  if (string_of(config, style_source) == from_drawable) {
    choices.style_layer = drawable != nullptr ? gimp_item_get_id(GIMP_ITEM(drawable)) : ui::no_layer;
  } else if (drawable != nullptr && choices.style.empty()) {
    throw Error(tr("A style-drawable was given, but style-source says \"file\". Set style-source to \"drawable\"."));
  }
  return choices;
}

ui::Choices script_choices(GimpProcedureConfig* config) {
  ui::Choices choices = dialog_choices(config);
  const std::string given = settings_text(choices.settings, Settings{});
  choices.settings = preset(choices.preset).settings;
  set_settings(choices.settings, given);
  return choices;
}

void write_choices(GimpProcedureConfig* config, const ui::Choices& choices) {
  const bool from_layer = choices.style_layer.has_value();
  const Owned<GFile> file(choices.style.empty() ? nullptr : g_file_new_for_path(choices.style.c_str()));
  GimpItem* layer =
      from_layer && *choices.style_layer != ui::no_layer ? gimp_item_get_by_id(*choices.style_layer) : nullptr;
  g_object_set(config, style_source, from_layer ? from_drawable.data() : from_file.data(), style_file, file.get(),
               style_drawable, layer, preset_argument, choices.preset.c_str(), nullptr);
  for (const SettingInfo& info : settings_table()) {
    write_setting(config, info, setting_text(choices.settings, info.id));
  }
}

}  // namespace neural_style::plugin::gimp3
