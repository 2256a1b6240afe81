// forecast(): what a run will take, from fixed rules.
#include <algorithm>

#include "neural_style/stylize.hpp"
#include "stylize/machine.hpp"
#include "stylize/schedule.hpp"

namespace neural_style {
namespace {

/// Bytes that a run holds whatever the picture: the libraries, the weights both ways, oneDNN's scratch memory.
constexpr double fixed_bytes = 500e6;

/// Bytes a pixel of the finest scale at the peak of an evaluation, L-BFGS history and pictures included.
double bytes_per_pixel(const Settings& settings) {
  constexpr double pictures = 150;            // content, result, best so far, gradient, masks
  constexpr double history_pair = 2 * 3 * 4;  // s and y: three floats a pixel each
  const double features = chosen_precision(settings) == Precision::bfloat16 ? 1300 : 2400;
  return features + pictures + (settings.optimizer == Optimizer::lbfgs ? 15 * history_pair : 2 * 3 * 4);
}

}  // namespace

Forecast forecast(int width, int height, const Settings& settings) {
  Forecast result;
  result.scales = schedule({width, height}, settings);
  const Scale& finest = result.scales.back();
  const double pixels = static_cast<double>(finest.width) * finest.height;
  result.peak_memory = static_cast<std::size_t>(fixed_bytes + pixels * bytes_per_pixel(settings));
  result.limit = memory_limit(settings);
  return result;
}

}  // namespace neural_style
