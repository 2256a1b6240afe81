#include "stylize/pace.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "network/network.hpp"
#include "objective/objective.hpp"
#include "optimise/dense_history.hpp"
#include "stylize/machine.hpp"
#include "stylize/seconds_of.hpp"
#include "stylize/threads.hpp"

namespace neural_style {
namespace {

void go_on() {}

/// Seconds through the network alone, and there and back.
struct Times {
  double forward;
  double evaluation;
};

/// What else the machine does for a moment only ever slows a round down: the quickest of so many counts.
constexpr int rounds = 3;

Times times_at(Network& network, const Settings& settings, int height, int width) {
  const auto picture = [&] { return at::rand({1, 3, height, width}) * 255; };
  const at::Tensor at = picture();
  Objective objective(network, settings, {picture(), {}}, {{{}, {{picture(), {}, 1}}}}, {}, go_on);
  const auto evaluate = [&] {
    at::Tensor gradient;
    objective(at, &gradient, go_on);
  };
  evaluate();  // takes the memory, which later ones need not
  Times quickest = {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  for (int round = 0; round < rounds; ++round) {
    quickest.forward = std::min(quickest.forward, seconds_of([&] { objective(at, nullptr, go_on); }));
    quickest.evaluation = std::min(quickest.evaluation, seconds_of(evaluate));
  }
  return quickest;
}

double seconds_a_history_byte() {
  constexpr std::size_t length = std::size_t{4} << 20U;
  const std::vector<float> slot(length, 1);
  std::vector<float> vector(length, 1);
  const double seconds = seconds_of([&] {
    const double sum = DenseHistory<float>::dot(slot, vector);
    DenseHistory<float>::axpy(1 / sum, slot, vector);
  });
  return seconds / (2 * static_cast<double>(length) * sizeof(float));
}

}  // namespace

Pace run_pace(const Settings& settings, KeptNetwork& kept) {
  const at::NoGradGuard no_gradient;
  set_threads(thread_count(settings));
  KeptNetwork::Lent network;
  Pace pace;
  pace.start = seconds_of([&] { network = kept.lend(settings, chosen_precision(settings)); });
  // Of two sizes, the smaller tells what an evaluation takes whatever its size: above all, reading the weights.
  constexpr int small = 96;
  constexpr int large = 320;
  constexpr double pixels = large * large - small * small;
  const Times of_small = times_at(*network, settings, small, small);
  const Times of_large = times_at(*network, settings, large, large);
  pace.forward = std::max(0.0, of_large.forward - of_small.forward) / pixels;
  const double both = std::max(0.0, of_large.evaluation - of_small.evaluation) / pixels;
  pace.backward = std::max(0.0, both - pace.forward);
  pace.evaluation = std::max(0.0, of_small.evaluation - both * small * small);
  pace.history_byte = seconds_a_history_byte();
  return pace;
}

}  // namespace neural_style
