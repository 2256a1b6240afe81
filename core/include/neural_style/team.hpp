// One painting by several processes, on one machine or on many: a team. Each holds a strip of the picture, with what
// the work takes for it: the network's features, the content's, L-BFGS's pairs. The pictures themselves, the content
// and the painting between two scales, each holds whole, 16 bytes a pixel.
//
// What they paint is what one process would, but for rounding; the same team comes to the same bytes.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "neural_style/error.hpp"
#include "neural_style/stylize.hpp"

namespace neural_style {

/// What one of a team is sent by another, and sends it.
struct Exchange {
  int rank = -1;                ///< of the other; below 0: there is none
  std::span<const float> sent;  ///< as many numbers as the other receives
  std::span<float> received;    ///< may not overlap with what is sent
};

/// What a run asks of those that it is shared with. All of them call the same functions in the same order, each with as
/// many numbers as the others; each function waits for those that it needs.
class Team {
 public:
  Team() = default;
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;
  Team(Team&&) = delete;
  Team& operator=(Team&&) = delete;
  virtual ~Team() = default;

  /// Which one this process is, from 0.
  [[nodiscard]] virtual int rank() const = 0;
  /// How many processes there are, from 1.
  [[nodiscard]] virtual int size() const = 0;

  /// How many of them share this machine's cores and memory, this one included.
  [[nodiscard]] virtual int here() const = 0;

  /// Each number becomes the sum of all the processes', and the same bytes in all of them.
  virtual void sum(std::span<float> numbers) = 0;
  /// Likewise.
  virtual void sum(std::span<double> numbers) = 0;

  /// The bytes become those of that process.
  virtual void broadcast(int from, std::span<std::byte> bytes) = 0;

  /// What is sent upwards arrives at the other as from below, and the other way round; both may be the same process.
  virtual void exchange(const Exchange& above, const Exchange& below) = 0;

  /// Ends all of them, at once: what to do where one cannot go on and the others do not know it.
  [[noreturn]] virtual void abandon() = 0;
};

/// Thrown in all processes of a team where one or more of them cannot go on: with the sentence that says why in the
/// first of those, and an empty text in the others.
class TeamError : public Error {
 public:
  using Error::Error;
};

/// Each does `work`, which asks nothing of the team. Throws TeamError in all of them if it throws in one.
void together(Team& team, const std::function<void()>& work);

/// The team that this process was started in by MPI (`mpirun -np 4 …`); null if it was started alone. Call it once,
/// from the thread that the program began with, after share_cores(). The team ends with the object. Throws Error if
/// what is needed for it is not installed.
std::unique_ptr<Team> started_team();

/// As stylize() and resume(), by all of the team, each with the same request; the result is the same in all of them. It
/// goes on from `checkpoint` if a state was written there (see below); empty: there is none.
///
/// Of the observers, that of process 0 alone is asked whether it wants previews and states, and given previews; states
/// are written by all of them, each of its own strip, to files of the name that RunState::write() is told with its
/// number added: "mural.checkpoint.0-of-4". They appear when all are written, and stay until the next ones are, so that
/// whatever ends the team leaves a whole set. Each observer is asked for its wish, once an evaluation; that of one
/// counts for all. Throws TeamError for what would be an Error, beside what stylize() throws.
Result stylize(const Request& request, const std::filesystem::path& checkpoint, Observer& observer, Team& team);

/// Removes what this process has written there of its state.
void remove_state(const std::filesystem::path& checkpoint, const Team& team);

}  // namespace neural_style
