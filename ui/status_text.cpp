// See status_text.hpp.
#include "ui/status_text.hpp"

#include <algorithm>
#include <cmath>

#include "neural_style/translation.hpp"

namespace neural_style::ui {

namespace {

/// To the second, for a clock that runs.
std::string clock_text(double seconds) {
  const auto whole = static_cast<long>(std::lround(std::max(0.0, seconds)));
  if (whole < 60) {
    return say("{0} s", whole);
  }
  if (whole < 3600) {
    return say("{0} min {1} s", whole / 60, whole % 60);
  }
  return say("{0} h {1} min", whole / 3600, whole % 3600 / 60);
}

/// As exact as a forecast is.
std::string span_text(double seconds) {
  if (seconds < 10) {
    return tr("A few seconds");
  }
  if (seconds < 55) {
    const long rounded = 5 * std::lround(seconds / 5);
    return say_plural("About {0} second", "About {0} seconds", rounded);
  }
  const long minutes = std::max(1L, std::lround(seconds / 60));
  if (minutes < 90) {
    return say_plural("About {0} minute", "About {0} minutes", minutes);
  }
  return say_plural("About {0} hour", "About {0} hours", std::lround(seconds / 3600));
}

/// In the units and with the digits of the user's desktop: "1.1 GB" or "850 MB".
std::string memory_text(std::size_t bytes) {
  const double megabytes = static_cast<double>(bytes) / 1e6;
  if (megabytes < 1000) {
    return say("{0} MB", 10 * std::lround(megabytes / 10));
  }
  const long tenths = std::lround(megabytes / 100);
  return say("{0}.{1} GB", tenths / 10, tenths % 10);
}

}  // namespace

std::string status_text(const Progress& progress, double elapsed_seconds) {
  const std::string elapsed = clock_text(elapsed_seconds);
  if (!progress.seconds_left) {
    return say("{0}: {1} so far", progress.text, elapsed);
  }
  return say("{0}: {1} so far, about {2} left", progress.text, elapsed, clock_text(*progress.seconds_left));
}

std::string sketch_text(const Progress& progress, bool waiting) {
  if (waiting && progress.fraction >= 1) {
    return tr("The painting is ready: OK makes it a new layer.");
  }
  return waiting ? std::string(tr("This is the preview: OK paints the finer scales, too."))
                 : say("Preview: {0}", progress.text);
}

std::string starting_text() { return tr("Starting…"); }

std::string ending_text() { return tr("Ending…"); }

std::string forecast_text(const Needs& needs, const std::optional<double>& seconds) {
  if (!needs.fit || needs.memory == 0) {
    return {};
  }
  const std::string memory = memory_text(needs.memory);
  return seconds ? say("{0}, {1} of memory", span_text(*seconds), memory) : say("{0} of memory", memory);
}

}  // namespace neural_style::ui
