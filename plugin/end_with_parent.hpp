// Nobody's painting must not go on.
#pragma once

namespace neural_style::plugin {

/// A painting can take minutes in which nothing is said to the editor that started this process; if it dies meanwhile,
/// the kernel ends this process.
void end_with_parent();

}  // namespace neural_style::plugin
