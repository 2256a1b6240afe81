// A run that a person watches in a dialog, whatever the editor and the toolkit.
#pragma once

#include <functional>
#include <vector>

#include "plugin/host.hpp"
#include "ui/preview.hpp"
#include "ui/session.hpp"
#include "ui/studio.hpp"

namespace neural_style::plugin {

/// Shows a dialog on `session`, which it starts with what `studio` prepares, and lets the person mend what a Trouble
/// says. Returns whether there is a painting to keep.
using ShowDialog = std::function<bool(ui::Session& session, ui::Studio& studio, const ui::Original& original)>;

/// The choices of the last run that a person started. Throws Error if there are none, or they cannot be read.
ui::Choices last_choices(Host& host);

/// Begins with the last choices, or the defaults where there are none. Returns the new layers' ids; none if the person
/// left without a painting.
std::vector<int> run_interactively(Host& host, const ShowDialog& show);

}  // namespace neural_style::plugin
