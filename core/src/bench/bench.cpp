#include "bench/bench.hpp"

#include <ATen/core/grad_mode.h>

#include <stdexcept>

#include "bench/parts.hpp"
#include "stylize/machine.hpp"
#include "stylize/threads.hpp"

namespace neural_style {

Settings bench_settings(const BenchRequest& request) {
  Settings settings;
  settings.threads = request.threads;
  settings.precision = request.precision;
  return settings;
}

std::vector<BenchFigure> run_bench(const BenchRequest& request) {
  const at::NoGradGuard no_gradient;
  set_threads(thread_count(bench_settings(request)));
  switch (request.part) {
    case BenchPart::evaluation_over_convolutions:
      return evaluation_over_convolutions(request);
    case BenchPart::recorded_over_ours:
      return recorded_over_ours(request);
    case BenchPart::tutorial_speedup:
      return tutorial_speedup(request);
    case BenchPart::memory_of_ours:
      return memory_of_ours(request);
    case BenchPart::memory_of_recorded:
      return memory_of_recorded(request);
  }
  throw std::invalid_argument("the bench has no such part");
}

}  // namespace neural_style
