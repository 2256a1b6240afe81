// memory_of_ours and memory_of_recorded: by how much one evaluation, untiled and with nothing of an optimiser,
// raises the most memory that this process has held.
#include <ATen/core/Tensor.h>

#include <memory>
#include <sstream>
#include <string>

#include "bench/parts.hpp"
#include "bench/recorded.hpp"
#include "network/network.hpp"
#include "neural_style/models.hpp"
#include "objective/objective.hpp"
#include "stylize/machine.hpp"

namespace neural_style {
namespace {

/// Of the style, and of the pictures of the first evaluation: that one makes ready what is the same at every size.
constexpr int small_side = 128;

/// What `evaluate(picture)`, which takes the content's targets too, adds to the peak, a pixel.
template <class Evaluate>
BenchFigures growth(const std::string& name, const BenchRequest& request, const Evaluate& evaluate) {
  const at::Tensor picture = any_picture(request.width, request.height);
  evaluate(any_picture(small_side, small_side));
  const std::size_t before = peak_memory();
  evaluate(picture);
  const auto bytes = static_cast<double>(peak_memory() - before);
  std::ostringstream made_of;
  made_of << bytes / (1 << 20) << " MiB at " << request.width << 'x' << request.height;
  return {{"bytes_per_pixel." + name, bytes / request.width / request.height, made_of.str()}};
}

}  // namespace

BenchFigures memory_of_ours(const BenchRequest& request) {
  const Settings settings = bench_settings(request);
  const Precision precision = chosen_precision(settings);
  const std::unique_ptr<Network> network = make_network(read_network(find_model(settings.model).file), settings.pooling,
                                                        settings.padding, scalar_type(precision));
  const at::Tensor style = any_picture(small_side, small_side);
  const Checkpoint go_on = [] {};
  return growth(bench_name(precision), request, [&](const at::Tensor& picture) {
    Objective objective(*network, settings, {picture, {}}, {{{}, {{style, {}, 1}}}}, {}, go_on);
    at::Tensor gradient;
    objective(picture, &gradient, go_on);
  });
}

BenchFigures memory_of_recorded(const BenchRequest& request) {
  const Settings settings = bench_settings(request);
  const NetworkWeights weights = read_network(find_model(settings.model).file);
  const at::Tensor style = any_picture(small_side, small_side);
  return growth("recorded", request, [&](const at::Tensor& picture) {
    static_cast<void>(RecordedObjective(weights, settings, picture, style)(picture));
  });
}

}  // namespace neural_style
