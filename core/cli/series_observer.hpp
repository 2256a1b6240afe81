// A painting that is one of many: tells how far they all are.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "cli/run_observer.hpp"

namespace neural_style::cli {

/// Which one it is.
struct Place {
  std::string what;  ///< "frame"
  std::size_t index = 0;
  std::size_t count = 1;
  std::optional<double> seconds;  ///< that the one before took, if there was one
};

class SeriesObserver : public RunObserver {
 public:
  SeriesObserver(Interruption& interruption, ProgressDisplay& display, Watch& watch, Place place)
      : RunObserver(interruption, display, watch), place_(std::move(place)) {}

  void progress(const Progress& progress) override {
    Progress whole = progress;
    whole.fraction = (static_cast<double>(place_.index) + progress.fraction) / static_cast<double>(place_.count);
    whole.text = place_.what + ' ' + std::to_string(place_.index + 1) + " of " + std::to_string(place_.count) + ", " +
                 progress.text;
    whole.seconds_left.reset();
    if (progress.seconds_left && place_.seconds) {
      whole.seconds_left =
          *progress.seconds_left + *place_.seconds * static_cast<double>(place_.count - place_.index - 1);
    }
    RunObserver::progress(whole);
  }

 private:
  Place place_;
};

}  // namespace neural_style::cli
