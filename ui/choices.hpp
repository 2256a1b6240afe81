// What a person, a script or the last run chose: all that a run needs to know besides the picture.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "neural_style/settings.hpp"

namespace neural_style::ui {

/// For Choices::style_layer: a layer is to be the style, but none is chosen yet.
inline constexpr int no_layer = -1;

struct Choices {
  std::filesystem::path style;     ///< the style picture's file; empty: none chosen yet
  std::optional<int> style_layer;  ///< the editor's id of an open layer, which then is the style instead of the file
  std::string preset = "default";  ///< id of the preset that `settings` started from
  Settings settings;
  /// The layer is a painting of this filter, and is gone on from instead of being painted anew: its original is the
  /// content. Only where Studio::earlier() says that this can be.
  bool go_on = false;

  [[nodiscard]] bool has_style() const { return style_layer ? *style_layer != no_layer : !style.empty(); }
  friend bool operator==(const Choices&, const Choices&) = default;
};

}  // namespace neural_style::ui
