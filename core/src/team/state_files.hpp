// Names of the files that a team's checkpoint consists of.
#pragma once

#include <filesystem>
#include <vector>

#include "neural_style/team.hpp"

namespace neural_style {

/// Those of one process.
struct StateFiles {
  std::filesystem::path latest;  ///< "mural.checkpoint.0-of-4"
  std::filesystem::path next;    ///< the same until all have written theirs, with ".next"
};
StateFiles state_files(const std::filesystem::path& checkpoint, const Team& team);

/// What lies beside it that one process, or a team of another size, has written.
std::vector<std::filesystem::path> states_of_other_teams(const std::filesystem::path& checkpoint, int size);

}  // namespace neural_style
