#include "stylize/run/job.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

#include "network/cuda/cuda.hpp"
#include "network/device.hpp"
#include "neural_style/translation.hpp"
#include "stylize/machine.hpp"
#include "stylize/own_colors.hpp"
#include "stylize/schedule.hpp"
#include "stylize/threads.hpp"

namespace neural_style {

Seeding Job::seeding(double style_detail) const {
  return {0.5 * style_detail, 1 - amount_of_own_colors(settings), settings.content_weight > 0, settings.seamless,
          settings.seed};
}

void Job::plan_for_less() {
  network->release();
  cuda::give_back();
  constexpr double less = 0.7;
  const std::size_t limit = std::min(memory_limit(settings, plan.card),
                                     static_cast<std::size_t>(less * static_cast<double>(plan.peak_memory)));
  Plan smaller = make_plan(sizes, settings, limit, plan.card);
  if (!smaller.fits() && smaller.peak_memory < plan.peak_memory) {
    smaller = make_plan(sizes, settings, smaller.peak_memory, plan.card);  // the least that there is
  }
  if (!smaller.fits()) {
    throw Error(refusal(smaller, sizes, settings));
  }
  plan = std::move(smaller);
}

Job Job::of(const Request& request, KeptNetwork& kept, const std::optional<RunPosition>& resumed) {
  Settings settings = request.settings;
  Prepared pictures = prepare(request);
  PictureSizes sizes;
  sizes.content = extent_of(*pictures.content.image);
  for (const CleanPicture& style : pictures.styles) {
    sizes.styles.push_back(extent_of(*style.image));
  }
  for (const PreparedRegion& region : pictures.regions) {
    sizes.weights += region.weight.empty() ? 0 : 1;
  }
  sizes.weights += pictures.keep.empty() ? 0 : 1;
  sizes.followed = pictures.previous.has_value();
  if (pictures.start) {
    sizes.start = extent_of(*pictures.start->image);
    settings.scales = std::max<std::int64_t>(1, settings.scales);
  } else if (pictures.previous) {
    // The largest shapes are there already; what comes into view needs a coarser scale than the finest all the same.
    settings.scales = std::min<std::int64_t>(2, std::ssize(schedule(sizes.content, settings)));
  }
  if (resumed) {
    settings.threads = resumed->threads;
    settings.precision = resumed->precision;
    settings.device = resumed->device;
  }
  const std::optional<Card> card = chosen_card(settings);
  Plan plan = make_plan(sizes, settings, resumed ? resumed->limit : memory_limit(settings, card), card);
  if (!plan.fits()) {
    throw Error(refusal(plan, sizes, settings));
  }
  if (resumed) {
    check_memory(plan, settings);
  }
  set_threads(plan.threads);
  compute_exactly(plan.precision);
  KeptNetwork::Lent network = kept.lend(settings, plan.precision, card);
  const Coloring coloring(settings);
  return {std::move(settings), coloring, std::move(pictures), std::move(sizes), std::move(plan), std::move(network)};
}

void Job::check_memory(const Plan& plan, const Settings& settings) {
  constexpr std::size_t mebibyte = std::size_t{1} << 20U;
  const std::size_t most =
      settings.memory_limit > 0 || plan.card ? memory_limit(settings, plan.card) : available_memory();
  if (plan.peak_memory > most) {
    throw Error(
        say("To go on from the checkpoint takes {0} MiB of memory, but only {1} MiB may be used. Close other "
            "programs or raise the memory limit.",
            plan.peak_memory / mebibyte, most / mebibyte));
  }
}

}  // namespace neural_style
