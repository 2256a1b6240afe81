#include "bench/bench.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "network/network.hpp"
#include "neural_style/models.hpp"
#include "objective/objective.hpp"
#include "stylize/machine.hpp"
#include "stylize/threads.hpp"

namespace neural_style {
namespace {

template <class Work>
double seconds_of(const Work& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

/// One size in one precision, and the rounds' times.
class Case {
 public:
  Case(const std::vector<ConvolutionWeights>& weights, const Settings& settings, int width, int height,
       Precision precision)
      : row_{width, height, precision, 0, 0, 0},
        type_(precision == Precision::bfloat16 ? at::kBFloat16 : at::kFloat),
        network_(make_network(weights, settings.pooling, settings.padding, type_)),
        picture_(at::rand({1, 3, height, width}) * 255),
        objective_(*network_, settings, {at::rand({1, 3, height, width}) * 255, {}, 1},
                   {{at::rand({1, 3, height, width}) * 255, {}, 1}}, {}, go_on),
        convolutions_(network_->convolutions_alone(height, width)) {}

  void round() {
    const double evaluation = seconds_of([&] {
      at::Tensor gradient;
      objective_(picture_, &gradient, go_on);
    });
    const double convolutions = seconds_of(convolutions_);
    evaluations_.push_back(evaluation);
    convolution_times_.push_back(convolutions);
    ratios_.push_back(evaluation / convolutions);
  }

  [[nodiscard]] BenchRow row() const {
    BenchRow row = row_;
    row.evaluation_seconds = median(evaluations_);
    row.convolution_seconds = median(convolution_times_);
    row.evaluation_over_convolutions = median(ratios_);
    return row;
  }

 private:
  static void go_on() {}

  BenchRow row_;
  at::ScalarType type_;
  std::unique_ptr<Network> network_;
  at::Tensor picture_;
  Objective objective_;
  std::function<void()> convolutions_;
  std::vector<double> evaluations_;
  std::vector<double> convolution_times_;
  std::vector<double> ratios_;
};

}  // namespace

BenchReport run_bench(const Settings& settings, int rounds) {
  const at::NoGradGuard no_gradient;
  BenchReport report;
  report.cpu = cpu_model();
  report.features = cpu_features();
  report.threads = thread_count(settings);
  set_threads(report.threads);

  const std::vector<ConvolutionWeights> weights = read_vgg19(find_model(settings.model).file);
  std::vector<Precision> precisions = {Precision::float32};
  if (chosen_precision(settings) == Precision::bfloat16) {
    precisions.push_back(Precision::bfloat16);
  }
  for (const auto& [width, height] : {std::pair{400, 300}, std::pair{1024, 768}}) {
    std::deque<Case> cases;  // an objective refers to its network, so that a case must not move
    for (const Precision precision : precisions) {
      cases.emplace_back(weights, settings, width, height, precision);
    }
    // The precisions take turns, so that a drift of the machine's speed meets both.
    for (int round = 0; round < std::max(1, rounds); ++round) {
      for (Case& one : cases) {
        one.round();
      }
    }
    for (const Case& one : cases) {
      report.rows.push_back(one.row());
    }
  }
  return report;
}

}  // namespace neural_style
