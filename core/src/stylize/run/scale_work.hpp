// Loss and gradient of the planes at one scale, on the processor or on a graphics card.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <memory>
#include <span>

#include "neural_style/image.hpp"
#include "objective/objective.hpp"
#include "objective/temporal.hpp"
#include "stylize/plan.hpp"
#include "stylize/planes.hpp"
#include "stylize/prepare.hpp"
#include "stylize/run/coloring.hpp"
#include "stylize/run/job.hpp"
#include "stylize/run/own_rows.hpp"

namespace neural_style {

/// What is asked at one scale. Nothing is kept that the optimiser does not need: at great sizes every picture counts.
class ScaleWork {
 public:
  ScaleWork(const Job& job, const ScalePlan& plan, const Checkpoint& checkpoint);

  [[nodiscard]] const std::shared_ptr<const Image>& content() const { return content_.image; }

  /// Mean strength of the styles' finest octave at this scale.
  [[nodiscard]] double style_detail() const { return style_detail_; }

  /// What the process has of the picture: the planes that it moves are those of these rows, and what it is told to be
  /// the planes' gradient as well.
  [[nodiscard]] const OwnRows& rows() const { return rows_; }

  /// Without a gradient.
  Losses losses(const Planes& planes, const Checkpoint& checkpoint);

  /// The planes where the card can reach them.
  [[nodiscard]] at::Tensor point(const Planes& planes) const;

  Losses losses(const at::Tensor& planes, at::Tensor* gradient, const Checkpoint& checkpoint);

  Losses losses(const Planes& planes, Planes* gradient, const Checkpoint& checkpoint);

  /// Gives the pixels that the frame before shows too what was painted there.
  void follow(Planes& planes) const { temporal_.lay_over(planes); }

  /// How many of the whole picture's values are free to change: those that the frame before holds are not.
  [[nodiscard]] double counted_values() const;

  /// Gives the whole picture's pixels that do not count the content's colours again.
  void restore(Planes& planes) const;

 private:
  Objective objective(const Job& job, const ScalePlan& plan, const Checkpoint& checkpoint);

  /// The objective's loss of the picture, whose gradient comes into these planes of its size.
  Losses losses_into(Planes& gradient, const at::Tensor& picture, const Checkpoint& checkpoint);

  /// The loss of the whole picture, with the gradient of the rows that the process has.
  Losses losses_in_team(const Planes& planes, Planes* gradient, const Checkpoint& checkpoint);

  /// What the objective sees of the content.
  [[nodiscard]] Planes content_seen() const;

  /// A mask of the content's own size at this scale's.
  [[nodiscard]] at::Tensor weight_of(const Mask& mask) const;

  /// Where it is computed. Undefined of undefined.
  [[nodiscard]] at::Tensor here(const at::Tensor& values) const;

  /// What the content terms count each pixel with.
  [[nodiscard]] at::Tensor content_weight(const Mask& keep) const;

  [[nodiscard]] TemporalTerm temporal(const Job& job) const;

  void add_temporal(const Planes& planes, Planes* gradient, Losses& losses) const;

  /// Nothing pulls at pixels that do not count.
  void pin(Planes& gradient) const;

  /// Those of the rows.
  template <class Action>
  void for_pinned(const Stretch& rows, const Action& action) const {
    const auto width = static_cast<std::size_t>(content_.image->width());
    const std::span<const float> weight =
        content_.weight.empty() ? std::span<const float>()
                                : content_.weight.samples().subspan(static_cast<std::size_t>(rows.begin) * width,
                                                                    static_cast<std::size_t>(rows.length()) * width);
    for (std::size_t pixel = 0; pixel < weight.size(); ++pixel) {
      if (weight[pixel] <= 0) {
        for (std::size_t channel = 0; channel < 3; ++channel) {
          action(channel * weight.size() + pixel);
        }
      }
    }
  }

  Coloring coloring_;
  bool on_card_;
  at::Device device_;
  CleanPicture content_;
  OwnRows rows_;
  Planes seen_;           ///< by the network, where it is not what is moved
  Planes seen_gradient_;  ///< in a team
  double style_detail_ = 0;
  Objective objective_;
  double temporal_weight_;
  TemporalTerm temporal_;
  TemporalTermOnCard temporal_on_card_;
  at::Tensor pinned_;  ///< on the card: where nothing pulls; undefined: nowhere
};

}  // namespace neural_style
