#include "stylize/run/team_state.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <exception>
#include <system_error>
#include <vector>

#include "file_bytes.hpp"
#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "stylize/run/resumed.hpp"
#include "team/state_files.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;

/// Puts a new file in the place of the one before.
void take_place(const StateFiles& files) {
  std::error_code error;
  fs::rename(files.next, files.latest, error);
  if (error) {
    throw Error(say("{0} cannot be written: {1}. Nothing was changed.", quoted(files.latest), error.message()));
  }
}

/// What was found in a file: how far the run was, counted from 1; 0: there is no file.
struct Found {
  double evaluations = 0;
  std::exception_ptr failure;
};

Found look_into(const fs::path& file, const Request& request, const Team& team) {
  Found found;
  if (std::error_code unknown; !fs::exists(file, unknown)) {
    return found;
  }
  try {
    found.evaluations = 1.0 + Resumed::from(file, request, &team).position.evaluations;
  } catch (const Error&) {
    found.failure = std::current_exception();
  }
  return found;
}

/// The furthest that all of them have a file of: two numbers of each; 0: there is none.
double newest_whole(const std::vector<double>& found) {
  double newest = 0;
  for (const double candidate : found) {
    bool whole = candidate > newest;
    for (std::size_t i = 0; i < found.size(); i += 2) {
      whole = whole && (found[i] == candidate || found[i + 1] == candidate);
    }
    newest = whole ? candidate : newest;
  }
  return newest;
}

/// Throws Error where there is a checkpoint of that name, but of another number of processes.
void check_size(const fs::path& checkpoint, const Team& team) {
  const std::vector<fs::path> others = states_of_other_teams(checkpoint, team.size());
  if (!others.empty()) {
    throw Error(
        say("The checkpoint {0} is not one of {1} processes. Go on with as many as it was written by, or remove it to "
            "begin anew.",
            quoted(others.front()), team.size()));
  }
}

/// Throws what one that has no part of a whole set has to say of its files.
void explain(const fs::path& checkpoint, const StateFiles& files, const std::array<Found, 2>& found, bool begun,
             const Team& team) {
  check_size(checkpoint, team);
  for (const Found& each : found) {
    if (each.failure) {
      std::rethrow_exception(each.failure);
    }
  }
  if (begun && found[0].evaluations == 0 && found[1].evaluations == 0) {
    throw Error(say("A part of the checkpoint is missing: {0}. Bring it back, or remove the other parts to begin anew.",
                    quoted(files.latest)));
  }
}

}  // namespace

std::string part_of_job(const std::string& job, const Team& team) {
  return job + " " + std::to_string(team.rank()) + "/" + std::to_string(team.size());
}

void write_state_of_team(const fs::path& checkpoint, Team& team, const std::function<void(const fs::path&)>& write) {
  const StateFiles files = state_files(checkpoint, team);
  try {
    together(team, [&] { write(files.next); });
  } catch (const TeamError& error) {
    std::error_code unknown;
    fs::remove(files.next, unknown);
    if (std::string(error.what()).empty()) {
      return;  // another one says why
    }
    throw Error(error.what());
  }
  take_place(files);
}

std::optional<fs::path> newest_state_of_team(const fs::path& checkpoint, const Request& request, Team& team) {
  const StateFiles files = state_files(checkpoint, team);
  const std::array<fs::path, 2> mine = {files.next, files.latest};
  std::array<Found, 2> found;
  together(team, [&] {
    for (std::size_t i = 0; i < mine.size(); ++i) {
      found[i] = look_into(mine[i], request, team);
    }
  });
  std::vector<double> all(2 * static_cast<std::size_t>(team.size()));
  for (std::size_t i = 0; i < mine.size(); ++i) {
    all[2 * static_cast<std::size_t>(team.rank()) + i] = found[i].failure ? -1 : found[i].evaluations;
  }
  team.sum(all);
  const double newest = newest_whole(all);
  const bool begun = std::ranges::any_of(all, [](double evaluations) { return evaluations != 0; });
  together(team, [&] {
    if (newest == 0) {
      explain(checkpoint, files, found, begun, team);
    }
  });
  if (newest == 0) {
    if (!begun) {
      return std::nullopt;
    }
    throw TeamError(
        team.rank() > 0
            ? std::string()
            : say("The checkpoint {0} is not whole: its parts are of different moments. Remove them to begin anew.",
                  quoted(checkpoint)));
  }
  together(team, [&] {
    if (found[0].evaluations == newest) {
      take_place(files);
    } else {
      fs::remove(files.next);
    }
  });
  return files.latest;
}

}  // namespace neural_style
