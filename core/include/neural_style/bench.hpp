// Measures this machine. Figures are ratios taken in one run: absolute times mean little on a shared machine.
#pragma once

#include <string>
#include <vector>

#include "neural_style/settings.hpp"

namespace neural_style {

/// One size and precision.
struct BenchRow {
  int width = 0;
  int height = 0;
  Precision precision = Precision::float32;
  double evaluation_seconds = 0;   ///< loss and gradient, median over rounds
  double convolution_seconds = 0;  ///< its convolutions alone, forward and to the input, same library and shapes
  double evaluation_over_convolutions = 0;  ///< median of the rounds' ratios
};

struct BenchReport {
  std::string cpu;                    ///< model name
  std::vector<std::string> features;  ///< which of avx2, avx512f, avx512_bf16, amx the run may use
  int threads = 0;
  std::vector<BenchRow> rows;
};

/// Takes the rows in turn, `rounds` times over (at least 1), under the settings' objective and thread count.
BenchReport bench(const Settings& settings, int rounds);

}  // namespace neural_style
