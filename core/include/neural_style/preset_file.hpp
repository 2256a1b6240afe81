// Settings in a file, to keep and to share.
//
// The format, version 1, is JSON of UTF-8:
//
//   {"format": "neural-style preset", "version": 1, "base": "default",
//    "settings": {"strength": 0.7, "color": "original"}}
//
// "base" is the id of the preset that the values start from, "default" if it is left out; "settings" has a number or a
// text for each setting that differs from it. What a preset says is the look: which processor, precision and memory to
// use is left out when one is written, and taken if one is there that says it.
#pragma once

#include <filesystem>
#include <string>

#include "neural_style/settings.hpp"

namespace neural_style {

/// What a file of settings says.
struct SavedPreset {
  std::string base = "default";  ///< id of the preset that the settings start from
  Settings settings;             ///< all values: those of the file, else those of `base`
  /// Of the same base, with equal values.
  friend bool operator==(const SavedPreset&, const SavedPreset&) = default;
};

/// Throws Error, with a sentence that names the file, if it cannot be read or is none of these, if it was written by a
/// later version, or holds a setting or a value that does not exist.
SavedPreset read_preset(const std::filesystem::path& file);

/// Every value of the look, so that later versions of the base change nothing about it. The file appears whole or not
/// at all. Throws Error if it cannot be written.
void write_preset(const std::filesystem::path& file, const SavedPreset& preset);

/// By the id of a preset, or by the path of a file (with a "/" in it). Throws Error as preset() or read_preset() does.
SavedPreset find_preset(const std::string& name);

}  // namespace neural_style
