// The file of --checkpoint, and of each job of a batch: the state of the run, every few minutes.
#pragma once

#include <chrono>
#include <filesystem>

#include "cli/progress_display.hpp"
#include "neural_style/run_state.hpp"
#include "neural_style/stylize.hpp"

namespace neural_style::cli {

class Checkpoints {
 public:
  using Minutes = std::chrono::duration<double, std::ratio<60>>;
  static constexpr double usual_minutes = 5;

  /// Throws Error if no file can be written there.
  Checkpoints(std::filesystem::path file, Minutes every);

  [[nodiscard]] bool due() const { return std::chrono::steady_clock::now() - written_at_ >= every_; }

  /// Throws Error if it cannot be written.
  void write(const RunState& state);

  /// What can be gone on from is done with.
  void remove() const;

 private:
  std::filesystem::path file_;
  Minutes every_;
  std::chrono::steady_clock::time_point written_at_ = std::chrono::steady_clock::now();
};

/// Goes on from the checkpoint where there is one, and says so; else paints from the beginning. Throws as stylize() and
/// resume() do.
Result paint(const Request& request, const std::filesystem::path& checkpoint, ProgressDisplay& display,
             Observer& observer);

}  // namespace neural_style::cli
