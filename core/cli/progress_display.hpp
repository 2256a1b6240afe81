// Progress on stderr: a bar on a terminal, now and then a line elsewhere.
#pragma once

#include <chrono>
#include <string>

#include "neural_style/observer.hpp"

namespace neural_style::cli {

class ProgressDisplay {
 public:
  ProgressDisplay();
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;
  ProgressDisplay(ProgressDisplay&&) = delete;
  ProgressDisplay& operator=(ProgressDisplay&&) = delete;
  ~ProgressDisplay();

  /// Whether there is somebody to look at a bar.
  [[nodiscard]] bool terminal() const { return terminal_; }

  /// `new_scale`: the run has gone on to another size, which is worth a line.
  void show(const Progress& progress, bool new_scale);

  /// Makes way for what others write to the terminal.
  void clear();

  /// A line that stays.
  void say(const std::string& line);

 private:
  void draw_bar(const Progress& progress);

  bool terminal_;
  bool bar_drawn_ = false;
  std::chrono::steady_clock::time_point drawn_at_;
  int last_step_ = -1;
};

}  // namespace neural_style::cli
