// A checkpoint read again.
#pragma once

#include <filesystem>

#include "neural_style/stylize.hpp"
#include "neural_style/team.hpp"
#include "stylize/planes.hpp"
#include "stylize/run/best.hpp"
#include "stylize/run/job.hpp"
#include "stylize/run_position.hpp"
#include "stylize/state_file.hpp"

namespace neural_style {

/// A run that goes on.
struct Resumed {
  StateReader file;
  RunPosition position;

  /// Throws Error if the file is not of this job; in a team, of this process's part of it.
  static Resumed from(const std::filesystem::path& file, const Request& request, const Team* team = nullptr);

  /// Takes what its scale had come to.
  void take(const Job& job, Best& best, Planes& planes);
};

}  // namespace neural_style
