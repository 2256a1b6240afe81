// See status_text.hpp.
#include "ui/status_text.hpp"

#include <algorithm>
#include <cmath>

namespace neural_style::ui {

namespace {

std::string duration_text(double seconds) {
  const auto whole = static_cast<long>(std::lround(std::max(0.0, seconds)));
  if (whole < 60) {
    return std::to_string(whole) + " s";
  }
  if (whole < 3600) {
    return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  }
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

}  // namespace

std::string status_text(const Progress& progress) {
  if (!progress.seconds_left) {
    return progress.text;
  }
  return progress.text + ": about " + duration_text(*progress.seconds_left) + " left";
}

}  // namespace neural_style::ui
