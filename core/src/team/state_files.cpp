#include "team/state_files.hpp"

#include <string>
#include <system_error>

#include "file_bytes.hpp"
#include "neural_style/translation.hpp"

namespace neural_style {

namespace fs = std::filesystem;

StateFiles state_files(const fs::path& checkpoint, const Team& team) {
  fs::path latest = checkpoint;
  latest += "." + std::to_string(team.rank()) + "-of-" + std::to_string(team.size());
  fs::path next = latest;
  next += ".next";
  return {latest, next};
}

std::vector<fs::path> states_of_other_teams(const fs::path& checkpoint, int size) {
  std::vector<fs::path> others;
  std::error_code unknown;
  if (fs::exists(checkpoint, unknown)) {
    others.push_back(checkpoint);
  }
  const fs::path folder = checkpoint.has_parent_path() ? checkpoint.parent_path() : fs::path(".");
  const std::string start = checkpoint.filename().string() + ".";
  const std::string suffix = "-of-" + std::to_string(size);
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, unknown)) {
    const std::string name = entry.path().filename().string();
    const bool is_part = name.starts_with(start) && name.find("-of-", start.size()) != std::string::npos;
    if (is_part && !name.ends_with(suffix) && !name.ends_with(suffix + ".next")) {
      others.push_back(entry.path());
    }
  }
  return others;
}

void remove_state(const fs::path& checkpoint, const Team& team) {
  const StateFiles files = state_files(checkpoint, team);
  for (const fs::path& file : {files.latest, files.next}) {
    std::error_code error;
    fs::remove(file, error);
    if (error) {
      throw Error(say("The checkpoint {0} cannot be removed: {1}.", quoted(file), error.message()));
    }
  }
}

}  // namespace neural_style
