// Measures this machine. Figures are ratios taken in one run: absolute times mean little on a shared machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "neural_style/image.hpp"
#include "neural_style/settings.hpp"

namespace neural_style {

/// What bench() can measure.
enum class BenchPart : std::uint8_t {
  evaluation_over_convolutions,  ///< loss and gradient ÷ their convolutions alone, at two sizes
  recorded_over_ours,            ///< the same as LibTorch's autograd records it ÷ ours
  tutorial_speedup,              ///< 2,000 recorded steps of Adam ÷ our time to the loss that they reach
  memory_of_ours,                ///< growth of the peak over one evaluation; needs a process of its own
  memory_of_recorded,            ///< likewise, as LibTorch's autograd records it
};

/// What to measure, and on what.
struct BenchRequest {
  BenchPart part = BenchPart::evaluation_over_convolutions;  ///< what is measured
  int rounds = 1;   ///< how often each measurement is taken, in turns; the median counts
  int threads = 0;  ///< as the setting

  // Of memory_of_… alone.
  Precision precision = Precision::automatic;  ///< of ours
  int width = 2048;                            ///< of the picture that is evaluated, pixels, at least 1
  int height = 1536;                           ///< likewise

  // Of tutorial_speedup alone.
  Image content;           ///< the tutorial's photograph, of any size: it is squeezed to 400x300
  Image style;             ///< its painting, likewise
  double target_loss = 0;  ///< total under the tutorial's objective that the 2,000 steps reach
};

/// What was found.
struct BenchFigure {
  std::string key;      ///< "evaluation_over_convolutions.f32.400x300": a path, joined by dots
  double value = 0;     ///< a ratio; of memory_of_…, bytes a pixel
  std::string made_of;  ///< the measurements behind it, for a reader
};

/// Takes the measurement. Like stylize() in what it may be called beside; throws Error if a loss is not reached.
std::vector<BenchFigure> bench(const BenchRequest& request);

/// The processor, as far as it decides how quick a painting is.
struct Cpu {
  std::string model;                  ///< or "unknown"
  std::vector<std::string> features;  ///< which it has of avx2, avx512f, avx512_bf16, amx
};

/// The one that this process runs on.
Cpu this_cpu();

}  // namespace neural_style
