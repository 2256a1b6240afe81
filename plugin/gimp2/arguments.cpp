// See arguments.hpp.
#include "plugin/gimp2/arguments.hpp"

#include <array>
#include <cstddef>
#include <string>

#include "neural_style/error.hpp"
#include "neural_style/preset_file.hpp"
#include "neural_style/translation.hpp"
#include "plugin/exact_text.hpp"

namespace neural_style::plugin::gimp2 {

namespace {

enum Position : std::size_t { run_mode, image, drawable, style_file, preset_id, strength, size, settings, count };

// libgimp takes these as char*, and writes to none.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
char* words(const char* text) { return const_cast<char*>(text); }

std::string string_of(const GimpParam& value) { return value.data.d_string != nullptr ? value.data.d_string : ""; }

}  // namespace

std::span<const GimpParamDef> parameters() {
  static const std::array<GimpParamDef, Position::count> all = {{
      {GIMP_PDB_INT32, words("run-mode"),
       words("RUN-INTERACTIVE (0), RUN-NONINTERACTIVE (1) or RUN-WITH-LAST-VALS (2); what follows the drawable counts "
             "for RUN-NONINTERACTIVE alone")},
      {GIMP_PDB_IMAGE, words("image"), words("Image")},
      {GIMP_PDB_DRAWABLE, words("drawable"), words("Layer to paint")},
      {GIMP_PDB_STRING, words("style-file"), words("Picture of a painting, in any format that GIMP opens")},
      {GIMP_PDB_STRING, words("preset"),
       words("\"default\", another one that `neural-style presets` lists, or the path of a file that the dialog has "
             "saved")},
      {GIMP_PDB_FLOAT, words("strength"), words("How far the painting takes over: 0 to 1, usually 0.5")},
      {GIMP_PDB_STRING, words("size"),
       words(
           "Size at which to paint: \"automatic\", \"full\", the long side such as \"1024\", or \"400x300\"; \"\" for "
           "the preset's own")},
      {GIMP_PDB_STRING, words("settings"),
       words("Further settings, \"key=value key=value\" as `neural-style settings` lists them; \"\" for none")},
  }};
  return all;
}

std::span<const GimpParamDef> return_values() {
  static const std::array<GimpParamDef, 1> all = {
      {{GIMP_PDB_LAYER, words("layer"), words("New layer with the painting")}}};
  return all;
}

ui::Choices parse_arguments(std::span<const GimpParam> values) {
  if (values.size() != Position::count) {
    throw Error(say("plug-in-neural-style takes {0} arguments, not {1}.", static_cast<std::size_t>(Position::count),
                    values.size()));
  }
  ui::Choices choices;
  choices.style = string_of(values[Position::style_file]);
  const SavedPreset start = find_preset(string_of(values[Position::preset_id]));
  choices.preset = start.base;
  choices.settings = start.settings;
  set_setting(choices.settings, "strength", exact_text(values[Position::strength].data.d_float));
  if (const std::string text = string_of(values[Position::size]); !text.empty()) {
    set_setting(choices.settings, "size", text);
  }
  set_settings(choices.settings, string_of(values[Position::settings]));
  return choices;
}

}  // namespace neural_style::plugin::gimp2
