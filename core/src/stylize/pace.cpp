#include "stylize/pace.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "network/device.hpp"
#include "network/network.hpp"
#include "objective/objective.hpp"
#include "optimise/dense_history.hpp"
#include "optimise/tensor_space.hpp"
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

/// Numbers of a vector that L-BFGS's history is timed with.
constexpr std::size_t history_length = std::size_t{4} << 20U;

Times times_at(Network& network, const Settings& settings, int height, int width, at::Device device) {
  const auto picture = [&] { return at::rand({1, 3, height, width}, at::TensorOptions().device(device)) * 255; };
  const at::Tensor at = picture();
  Objective objective(network, settings, {picture(), {}}, {{{}, {{picture(), {}, 1}}}}, {}, go_on);
  const auto evaluate = [&] {
    at::Tensor gradient;
    objective(at, &gradient, go_on);
    gradient.view(-1)[0].item();  // a card goes on by itself until it is asked for a number
  };
  evaluate();  // takes the memory, which later ones need not
  Times quickest = {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  for (int round = 0; round < rounds; ++round) {
    quickest.forward = std::min(quickest.forward, seconds_of([&] { objective(at, nullptr, go_on); }));
    quickest.evaluation = std::min(quickest.evaluation, seconds_of(evaluate));
  }
  return quickest;
}

template <class History, class Slot, class Vector>
double seconds_a_history_byte(const Slot& slot, Vector& vector) {
  const auto use = [&] {
    const double sum = History::dot(slot, vector);
    History::axpy(1 / sum, slot, vector);
  };
  use();
  return seconds_of(use) / (2 * static_cast<double>(history_length) * sizeof(float));
}

double seconds_a_history_byte(const std::optional<Card>& card) {
  if (!card) {
    const std::vector<float> slot(history_length, 1);
    std::vector<float> vector(history_length, 1);
    return seconds_a_history_byte<DenseHistory<float>>(slot, vector);
  }
  const auto length = static_cast<std::int64_t>(history_length);
  at::Tensor vector = at::ones({length}, at::TensorOptions().device(device_of(card)));
  const TensorHistory<at::kFloat>::Slot slot = {at::ones_like(vector)};
  return seconds_a_history_byte<TensorHistory<at::kFloat>>(slot, vector);
}

}  // namespace

Pace run_pace(const Settings& settings, const Plan& plan, KeptNetwork& kept) {
  const at::NoGradGuard no_gradient;
  set_threads(plan.threads);
  compute_exactly(plan.precision);
  const at::Device device = device_of(plan.card);
  KeptNetwork::Lent network;
  Pace pace;
  pace.start = seconds_of([&] { network = kept.lend(settings, plan.precision, plan.card); });
  // Of two sizes, the smaller tells what an evaluation takes whatever its size: above all, reading the weights.
  constexpr int small = 96;
  constexpr int large = 320;
  constexpr double pixels = large * large - small * small;
  const Times of_small = times_at(*network, settings, small, small, device);
  const Times of_large = times_at(*network, settings, large, large, device);
  pace.forward = std::max(0.0, of_large.forward - of_small.forward) / pixels;
  const double both = std::max(0.0, of_large.evaluation - of_small.evaluation) / pixels;
  pace.backward = std::max(0.0, both - pace.forward);
  pace.evaluation = std::max(0.0, of_small.evaluation - both * small * small);
  pace.history_byte = seconds_a_history_byte(plan.card);
  return pace;
}

}  // namespace neural_style
