#include "stylize/run/scale_work.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <utility>
#include <vector>

#include "network/device.hpp"
#include "picture/resample.hpp"
#include "stylize/picture_tensor.hpp"
#include "stylize/start.hpp"

namespace neural_style {

ScaleWork::ScaleWork(const Job& job, const ScalePlan& plan, const Checkpoint& checkpoint)
    : coloring_(job.coloring),
      on_card_(job.plan.card.has_value()),
      device_(device_of(job.plan.card)),
      content_(resample(job.pictures.content, plan.scale.width, plan.scale.height)),
      rows_(job.team, plan.scale.height, plan.scale.width, plan.seamless),
      objective_(objective(job, plan, checkpoint)),
      temporal_weight_(job.settings.temporal_weight),
      temporal_(temporal(job)) {
  if (on_card_) {
    temporal_on_card_ = {temporal_, content_.image->height(), content_.image->width(), device_};
    if (!content_.weight.empty()) {
      pinned_ = here(mask_view(content_.weight)) <= 0;
    }
  }
}

Losses ScaleWork::losses(const Planes& planes, const Checkpoint& checkpoint) {
  return on_card_ ? losses(point(planes), nullptr, checkpoint) : losses(planes, nullptr, checkpoint);
}

at::Tensor ScaleWork::point(const Planes& planes) const {
  return tensor_view(planes, content_.image->height(), content_.image->width()).to(device_);
}

Losses ScaleWork::losses(const at::Tensor& planes, at::Tensor* gradient, const Checkpoint& checkpoint) {
  if (gradient != nullptr) {
    gradient->reset();  // the next one has memory of its own
  }
  Losses losses = objective_(coloring_.pales() ? coloring_.paled(planes) : planes, gradient, checkpoint);
  if (gradient != nullptr) {
    *gradient = coloring_.paled(*gradient);
  }
  losses.temporal = temporal_on_card_(planes, temporal_weight_, gradient);
  losses.total += temporal_weight_ * losses.temporal;
  if (gradient != nullptr && pinned_.defined()) {
    gradient->masked_fill_(pinned_, 0);
  }
  return losses;
}

Losses ScaleWork::losses_into(Planes& gradient, const at::Tensor& picture, const Checkpoint& checkpoint) {
  at::Tensor slope = tensor_over(gradient, static_cast<int>(picture.size(2)), static_cast<int>(picture.size(3)));
  Losses losses = objective_(picture, &slope, checkpoint);
  if (const auto* const values = slope.data_ptr<float>(); values != gradient.data()) {
    std::copy_n(values, gradient.size(), gradient.begin());
  }
  return losses;
}

Losses ScaleWork::losses_in_team(const Planes& planes, Planes* gradient, const Checkpoint& checkpoint) {
  rows_.see(planes, seen_);
  if (coloring_.pales()) {
    coloring_.pale(seen_);
  }
  const at::Tensor picture = tensor_view(seen_, rows_.strip().seen.length(), content_.image->width());
  if (gradient == nullptr) {
    return objective_(picture, nullptr, checkpoint);
  }
  seen_gradient_.resize(seen_.size());
  Losses losses = losses_into(seen_gradient_, picture, checkpoint);
  rows_.add_up(seen_gradient_, *gradient);
  coloring_.pale(*gradient);
  pin(*gradient);
  return losses;
}

Losses ScaleWork::losses(const Planes& planes, Planes* gradient, const Checkpoint& checkpoint) {
  if (rows_.in_team()) {
    return losses_in_team(planes, gradient, checkpoint);
  }
  const int height = content_.image->height();
  const int width = content_.image->width();
  if (coloring_.pales()) {
    seen_ = planes;
    coloring_.pale(seen_);
  }
  const at::Tensor picture = tensor_view(coloring_.pales() ? seen_ : planes, height, width);
  if (gradient == nullptr) {
    Losses losses = objective_(picture, nullptr, checkpoint);
    add_temporal(planes, nullptr, losses);
    return losses;
  }
  Losses losses = losses_into(*gradient, picture, checkpoint);
  coloring_.pale(*gradient);
  add_temporal(planes, gradient, losses);
  pin(*gradient);
  return losses;
}

double ScaleWork::counted_values() const {
  double count = 3.0 * content_.image->width() * content_.image->height();
  for_pinned({0, content_.image->height()}, [&](std::size_t) { --count; });
  return std::max(0.0, count - 3 * temporal_.trusted());
}

void ScaleWork::restore(Planes& planes) const {
  if (!content_.weight.empty()) {
    const Planes original = coloring_.moved(coloring_.seen(*content_.image, *content_.image));
    for_pinned({0, content_.image->height()}, [&](std::size_t i) { planes[i] = original[i]; });
  }
}

Objective ScaleWork::objective(const Job& job, const ScalePlan& plan, const Checkpoint& checkpoint) {
  std::deque<Planes> kept;  // as long as the targets are taken
  double shares = 0;
  std::vector<StyledRegion> regions;
  for (const PreparedRegion& region : job.pictures.regions) {
    StyledRegion& styled = regions.emplace_back();
    styled.weight = weight_of(region.weight);
    for (const std::size_t i : region.styles) {
      const CleanPicture style = resample(job.pictures.styles[i], plan.styles[i].width, plan.styles[i].height);
      style_detail_ += style.share * detail_level(*style.image);
      shares += style.share;
      const OwnRows rows(job.team, style.image->height(), style.image->width(), Seamless::none);
      kept.push_back(rows.seen_of_whole(planes_of(*style.image)));
      styled.styles.push_back({tensor_view(kept.back(), rows.strip().seen.length(), style.image->width()).to(device_),
                               here(weight_tensor(style.weight)), style.share, rows.strip()});
    }
  }
  style_detail_ /= shares;
  kept.push_back(content_seen());
  const at::Tensor seen = tensor_view(kept.back(), rows_.strip().seen.length(), content_.image->width());
  const ContentPicture content = {seen.to(device_), here(content_weight(job.pictures.keep))};
  return {*job.network, job.settings,      content, regions, {plan.tile_pixels, plan.half_targets},
          checkpoint,   rows_.team_strip()};
}

Planes ScaleWork::content_seen() const { return rows_.seen_of_whole(coloring_.seen(*content_.image, *content_.image)); }

at::Tensor ScaleWork::weight_of(const Mask& mask) const {
  return mask.empty() ? at::Tensor()
                      : here(weight_tensor(resample(mask, content_.image->width(), content_.image->height())));
}

at::Tensor ScaleWork::here(const at::Tensor& values) const { return values.defined() ? values.to(device_) : values; }

at::Tensor ScaleWork::content_weight(const Mask& keep) const {
  if (keep.empty()) {
    return {};
  }
  constexpr double of_what_is_kept = 10;
  const Mask here = resample(keep, content_.image->width(), content_.image->height());
  return mask_view(here) * (of_what_is_kept - 1) + 1;
}

TemporalTerm ScaleWork::temporal(const Job& job) const {
  if (!job.pictures.previous) {
    return {};
  }
  CleanPicture previous = resample(*job.pictures.previous, content_.image->width(), content_.image->height());
  return {coloring_.moved(coloring_.seen(*previous.image, *content_.image)), std::move(previous.weight)};
}

void ScaleWork::add_temporal(const Planes& planes, Planes* gradient, Losses& losses) const {
  losses.temporal = temporal_(planes, temporal_weight_, gradient);
  losses.total += temporal_weight_ * losses.temporal;
}

void ScaleWork::pin(Planes& gradient) const {
  for_pinned(rows_.strip().own, [&](std::size_t i) { gradient[i] = 0; });
}

}  // namespace neural_style
