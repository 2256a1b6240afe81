// The checkpoint of a team: a file of each process, that are only good together.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "neural_style/stylize.hpp"
#include "neural_style/team.hpp"

namespace neural_style {

/// Of which job a process's part of the state is: the whole run's, and which part.
std::string part_of_job(const std::string& job, const Team& team);

/// Writes the state at that name, by `write`, which is given the file to write. There is a whole set of files, this one
/// or the one before, whatever moment a process ends at. Throws Error in the first process whose file cannot be
/// written; there is the set before then.
void write_state_of_team(const std::filesystem::path& checkpoint, Team& team,
                         const std::function<void(const std::filesystem::path&)>& write);

/// The file of this process's that belongs to the newest whole set of the job's; none if no process has any. Throws
/// TeamError if there are files, but no such set.
std::optional<std::filesystem::path> newest_state_of_team(const std::filesystem::path& checkpoint,
                                                          const Request& request, Team& team);

}  // namespace neural_style
