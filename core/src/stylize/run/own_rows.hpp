// The rows of a picture that one of a team has, and how they get to the others.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "neural_style/team.hpp"
#include "objective/objective.hpp"
#include "objective/strips.hpp"
#include "stylize/planes.hpp"

namespace neural_style {

/// A process's strip at one scale; where it is alone, the whole picture.
class OwnRows {
 public:
  /// `team`: null if alone.
  OwnRows(Team* team, int height, int width, Seamless seamless);

  [[nodiscard]] bool in_team() const { return team_ != nullptr; }
  [[nodiscard]] const Strip& strip() const { return strip_; }
  [[nodiscard]] std::optional<TeamStrip> team_strip() const;

  /// What the process has of the whole picture's planes, and what it sees of them; alone, all.
  [[nodiscard]] Planes cut(Planes whole) const;
  [[nodiscard]] Planes seen_of_whole(Planes whole) const;

  /// The whole picture's planes again, in all of the team.
  [[nodiscard]] Planes whole(Planes own) const;

  // Only in a team:

  /// What the strip sees, of what each has: the borders come from the neighbors.
  void see(const Planes& own, Planes& seen);

  /// The other way round, for a gradient: each adds to its own what its neighbors found for these rows.
  void add_up(const Planes& seen, Planes& own);

 private:
  /// What is sent goes to the neighbors, and what they have sent is received.
  void swap_borders();

  Team* team_;
  Strip strip_;
  std::vector<Strip> strips_;  ///< all of them
  int width_;
  int above_ = -1;  ///< the neighbor there; below 0: none
  int below_ = -1;
  Planes sent_above_;
  Planes sent_below_;
  Planes from_above_;
  Planes from_below_;
};

}  // namespace neural_style
