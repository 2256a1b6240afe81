// forecast(): what a run will take, from fixed rules.
#include "neural_style/stylize.hpp"
#include "stylize/machine.hpp"
#include "stylize/plan.hpp"

namespace neural_style {

Forecast forecast(int width, int height, const Settings& settings) {
  const PictureSizes sizes = usual_sizes(width, height);
  const Plan plan = make_plan(sizes, settings, memory_limit(settings));
  Forecast result;
  for (const ScalePlan& scale : plan.scales) {
    result.scales.push_back(scale.scale);
  }
  result.peak_memory = plan.peak_memory;
  result.limit = plan.limit;
  result.largest_long_side = largest_long_side(plan, sizes, settings);
  return result;
}

}  // namespace neural_style
