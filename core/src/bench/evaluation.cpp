// evaluation_over_convolutions and recorded_over_ours.
#include <ATen/core/Tensor.h>

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "bench/parts.hpp"
#include "bench/recorded.hpp"
#include "bench/timing.hpp"
#include "network/network.hpp"
#include "neural_style/models.hpp"
#include "objective/objective.hpp"
#include "stylize/machine.hpp"
#include "stylize/seconds_of.hpp"

namespace neural_style {
namespace {

void go_on() {}

/// Our evaluation of the default preset's objective, ready to be called again and again.
class Ours {
 public:
  Ours(const NetworkWeights& weights, const Settings& settings, int width, int height, Precision precision)
      : network_(make_network(weights, settings.pooling, settings.padding, scalar_type(precision))),
        picture_(any_picture(width, height)),
        objective_(*network_, settings, {any_picture(width, height), {}}, {{{}, {{any_picture(width, height), {}, 1}}}},
                   {}, go_on) {}

  void evaluate() {
    at::Tensor gradient;
    objective_(picture_, &gradient, go_on);
  }

  [[nodiscard]] std::function<void()> convolutions_alone() {
    return network_->convolutions_alone(static_cast<int>(picture_.size(2)), static_cast<int>(picture_.size(3)));
  }

 private:
  std::unique_ptr<Network> network_;
  at::Tensor picture_;
  Objective objective_;
};

/// Two works that take turns.
struct Race {
  std::string key;
  std::function<void()> above;  ///< the line of the fraction
  std::function<void()> below;
  std::string below_name;
  std::vector<double> above_seconds = {};
  std::vector<double> below_seconds = {};
  std::vector<double> ratios = {};

  void round() {
    above_seconds.push_back(seconds_of(above));
    below_seconds.push_back(seconds_of(below));
    ratios.push_back(above_seconds.back() / below_seconds.back());
  }

  [[nodiscard]] BenchFigure figure() const {
    return {key, median(ratios),
            seconds_text(median(above_seconds)) + ", " + below_name + ' ' + seconds_text(median(below_seconds))};
  }
};

/// Everything takes turns, so that a drift of the machine's speed meets all of it.
BenchFigures run(std::vector<Race>& races, int rounds) {
  for (const Race& race : races) {  // the first call makes memory and code ready
    race.above();
    race.below();
  }
  for (int round = 0; round < rounds; ++round) {
    for (Race& race : races) {
      race.round();
    }
  }
  BenchFigures figures;
  for (const Race& race : races) {
    figures.push_back(race.figure());
  }
  return figures;
}

std::vector<Precision> precisions() {
  std::vector<Precision> all = {Precision::float32};
  if (multiplies_bfloat16()) {
    all.insert(all.begin(), Precision::bfloat16);
  }
  return all;
}

}  // namespace

BenchFigures evaluation_over_convolutions(const BenchRequest& request) {
  const Settings settings = bench_settings(request);
  const NetworkWeights weights = read_network(find_model(settings.model).file);
  std::deque<Ours> ours;  // an objective refers to its network, so that none may move
  std::vector<Race> races;
  for (const Precision precision : precisions()) {
    for (const auto& [width, height] : {std::pair{400, 300}, std::pair{1024, 768}}) {
      Ours& one = ours.emplace_back(weights, settings, width, height, precision);
      races.push_back({std::string("evaluation_over_convolutions.") + bench_name(precision) + '.' +
                           std::to_string(width) + 'x' + std::to_string(height),
                       [&one] { one.evaluate(); }, one.convolutions_alone(), "its convolutions alone"});
    }
  }
  return run(races, request.rounds);
}

BenchFigures recorded_over_ours(const BenchRequest& request) {
  constexpr int width = 400;
  constexpr int height = 300;
  const Settings settings = bench_settings(request);
  const NetworkWeights weights = read_network(find_model(settings.model).file);
  const Precision best = chosen_precision(settings);
  const RecordedObjective recorded(weights, settings, any_picture(width, height), any_picture(width, height));
  const at::Tensor picture = any_picture(width, height);
  Ours ours(weights, settings, width, height, best);
  std::vector<Race> races = {{"recorded_over_ours", [&] { static_cast<void>(recorded(picture)); },
                              [&] { ours.evaluate(); }, std::string("ours in ") + bench_name(best)}};
  return run(races, request.rounds);
}

}  // namespace neural_style
