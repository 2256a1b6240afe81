// One call of the filter by an editor, and what came of it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "plugin/host.hpp"
#include "plugin/interactive.hpp"

namespace neural_style::plugin {

/// As GIMP numbers them.
enum class RunMode : int { interactive, noninteractive, with_last_values };

struct Outcome {
  enum class Ending : std::uint8_t { success, cancelled, wrong_arguments, failure };
  Ending ending = Ending::success;
  std::string sentence;     ///< of wrong arguments and of a failure
  std::vector<int> layers;  ///< of a success: the new layers' ids
};

/// Runs the filter. `arguments` reads what a script gave and throws Error if it is not valid: only then are the
/// arguments called wrong; so is a run mode that is none of these. `show` is for interactive runs. Throws nothing.
Outcome call(RunMode mode, Host& host, const std::function<ui::Choices()>& arguments, const ShowDialog& show);

}  // namespace neural_style::plugin
