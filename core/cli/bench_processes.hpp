// What the bench measures of whole processes, which it starts one after the other.
#pragma once

#include <string>
#include <vector>

#include "neural_style/bench.hpp"

namespace neural_style::cli {

/// Which of first_preview_seconds, seconds_512 and seconds_1024 to take.
struct PaintTimes {
  bool first_preview = false;
  bool long_side_512 = false;
  bool long_side_1024 = false;
};

/// Paints the demonstration's coffee, squeezed to 4:3, after its Street in Auvers with the default preset, `rounds`
/// times each, in turns. threads: as the setting.
std::vector<BenchFigure> paint_seconds(const PaintTimes& wanted, int rounds, int threads);

/// bytes_per_pixel of ours, in float32 and as this machine computes best, and of the recorded evaluation. The program
/// is run as `bench --memory-of NAME --json`, which answers with a figure in the form of figure_text().
std::vector<BenchFigure> bytes_per_pixel(int threads);

/// A figure as text from process to process, and back.
std::string figure_text(const BenchFigure& figure);
BenchFigure figure_of(const std::string& text);

/// What --memory-of takes, measured in this process.
std::vector<BenchFigure> memory_of(const std::string& name, int width, int height, int threads);
inline const std::vector<std::string> memory_names = {"best", "float32", "recorded"};

}  // namespace neural_style::cli
