#include "cli/progress_display.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iomanip>
#include <iostream>
#include <sstream>

namespace neural_style::cli {
namespace {

constexpr int percent_between_lines = 5;
constexpr auto between_bars = std::chrono::milliseconds(100);
constexpr int bar_length = 24;

std::size_t terminal_columns() {
  winsize size{};
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): ioctl() is declared so
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

/// "0:41", "12:05", "1:02:05".
std::string clock_text(double seconds) {
  const auto whole = std::llround(std::clamp(seconds, 0.0, 1e9));
  const long long hours = whole / 3600;
  const long long minutes = whole / 60 % 60;
  std::ostringstream text;
  text << std::setfill('0');
  if (hours > 0) {
    text << hours << ':' << std::setw(2);
  }
  text << minutes << ':' << std::setw(2) << whole % 60;
  return text.str();
}

int percent_of(const Progress& progress) { return static_cast<int>(std::floor(progress.fraction * 100)); }

std::string status_text(const Progress& progress) {
  std::ostringstream text;
  text << std::setw(3) << percent_of(progress) << " %  " << progress.text;
  if (progress.seconds_left) {
    text << ", " << clock_text(*progress.seconds_left) << " left";
  }
  return text.str();
}

}  // namespace

ProgressDisplay::ProgressDisplay() : terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressDisplay::~ProgressDisplay() { clear(); }

void ProgressDisplay::show(const Progress& progress, bool new_scale) {
  if (terminal_) {
    const auto now = std::chrono::steady_clock::now();
    if (!bar_drawn_ || new_scale || now - drawn_at_ >= between_bars) {
      drawn_at_ = now;
      draw_bar(progress);
    }
    return;
  }
  const int step = percent_of(progress) / percent_between_lines;
  if (new_scale || step > last_step_) {
    last_step_ = step;
    say(status_text(progress));
  }
}

void ProgressDisplay::clear() {
  if (bar_drawn_) {
    std::cerr << "\r\x1b[K" << std::flush;
    bar_drawn_ = false;
  }
}

void ProgressDisplay::say(const std::string& line) {
  clear();
  std::cerr << line << std::endl;
}

void ProgressDisplay::draw_bar(const Progress& progress) {
  const auto done = static_cast<std::size_t>(std::clamp(progress.fraction, 0.0, 1.0) * bar_length);
  std::string line = '[' + std::string(done, '#') + std::string(bar_length - done, '.') + "] " + status_text(progress);
  // A line that wraps could not be drawn over.
  line.resize(std::min(line.size(), terminal_columns() - 1));
  std::cerr << '\r' << line << "\x1b[K" << std::flush;
  bar_drawn_ = true;
}

}  // namespace neural_style::cli
