#include "stylize/run/job.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "network/cuda/cuda.hpp"
#include "network/device.hpp"
#include "neural_style/translation.hpp"
#include "stylize/machine.hpp"
#include "stylize/own_colors.hpp"
#include "stylize/schedule.hpp"
#include "stylize/threads.hpp"
#include "team/in_step.hpp"

namespace neural_style {
namespace {

/// What one of a team is to be planned with. Throws Error for what a team cannot do.
void prepare_for_team(const Team& team, const Request& request, Settings& settings) {
  if (settings.device == Device::cuda) {
    throw Error(
        tr("Several processes that paint one picture compute on processors alone. Choose the device \"cpu\" or "
           "\"automatic\", or start one process."));
  }
  if (!request.previous.empty()) {
    throw Error(tr("The frames of a sequence are painted by one process each. Start one process."));
  }
  settings.device = Device::cpu;
  settings.threads = thread_count(settings, team.here());
  settings.precision = chosen_precision(settings);
}

/// Takes what all of the team can do.
void agree(Team& team, Settings& settings, std::size_t& limit) {
  std::vector<double> processes(2 * static_cast<std::size_t>(team.size()));
  const auto rank = 2 * static_cast<std::size_t>(team.rank());
  processes[rank] = settings.precision == Precision::float32 ? 1 : 0;
  processes[rank + 1] = static_cast<double>(limit);
  team.sum(processes);
  for (std::size_t i = 0; i < processes.size(); i += 2) {
    settings.precision = processes[i] > 0 ? Precision::float32 : settings.precision;
    limit = std::min(limit, static_cast<std::size_t>(processes[i + 1]));
  }
}

}  // namespace

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

Job Job::of(const Request& request, KeptNetwork& kept, const std::optional<RunPosition>& resumed, Team* team) {
  Settings settings = request.settings;
  Prepared pictures;
  PictureSizes sizes;
  std::optional<Card> card;
  std::size_t limit = 0;
  in_step(team, [&] {
    pictures = prepare(request);
    sizes = sizes_of(pictures);
    if (pictures.start) {
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
    if (team != nullptr) {
      prepare_for_team(*team, request, settings);
    }
    card = chosen_card(settings);
    limit = memory_limit(settings, card);
    if (team != nullptr && settings.memory_limit == 0) {
      limit /= static_cast<std::size_t>(team->here());
    }
  });
  if (team != nullptr) {
    sizes.strips = team->size();
    agree(*team, settings, limit);
  }
  Plan plan;
  KeptNetwork::Lent network;
  in_step(team, [&] {
    plan = make_plan(sizes, settings, resumed ? resumed->limit : limit, card);
    if (!plan.fits()) {
      throw Error(refusal(plan, sizes, settings));
    }
    if (resumed) {
      check_memory(plan, settings, team == nullptr ? 1 : team->here());
    }
    set_threads(plan.threads);
    compute_exactly(plan.precision);
    network = kept.lend(settings, plan.precision, card);
  });
  const Coloring coloring(settings);
  return {std::move(settings), coloring, std::move(pictures), std::move(sizes), std::move(plan),
          std::move(network),  team};
}

PictureSizes Job::sizes_of(const Prepared& pictures) {
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
  }
  return sizes;
}

void Job::check_memory(const Plan& plan, const Settings& settings, int here) {
  constexpr std::size_t mebibyte = std::size_t{1} << 20U;
  const std::size_t most = settings.memory_limit > 0 || plan.card ? memory_limit(settings, plan.card)
                                                                  : available_memory() / static_cast<std::size_t>(here);
  if (plan.peak_memory > most) {
    throw Error(
        say("To go on from the checkpoint takes {0} MiB of memory, but only {1} MiB may be used. Close other "
            "programs or raise the memory limit.",
            plan.peak_memory / mebibyte, most / mebibyte));
  }
}

}  // namespace neural_style
