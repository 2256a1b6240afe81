// What a run is made ready with, before its first scale.
#pragma once

#include <optional>

#include "neural_style/stylize.hpp"
#include "neural_style/team.hpp"
#include "stylize/kept_network.hpp"
#include "stylize/plan.hpp"
#include "stylize/prepare.hpp"
#include "stylize/run/coloring.hpp"
#include "stylize/run_position.hpp"
#include "stylize/start.hpp"

namespace neural_style {

/// Everything that holds for all scales of a run.
struct Job {
  Settings settings;
  Coloring coloring;
  Prepared pictures;
  PictureSizes sizes;
  Plan plan;
  KeptNetwork::Lent network;
  Team* team;  ///< null: alone

  /// How a finer scale begins where the styles are of that detail.
  [[nodiscard]] Seeding seeding(double style_detail) const;

  /// Plans anew after the card's memory has run out, for less of it. Throws Error if the picture then no longer fits.
  void plan_for_less();

  /// `request` and `kept` outlive it. A run that has been at `resumed`, if there is one, goes by the plan that it had.
  /// In a team all are planned for what each can do.
  static Job of(const Request& request, KeptNetwork& kept, const std::optional<RunPosition>& resumed = std::nullopt,
                Team* team = nullptr);

 private:
  static Extent extent_of(const Image& picture) { return {picture.width(), picture.height()}; }

  static PictureSizes sizes_of(const Prepared& pictures);

  /// Throws Error if there is less memory now than when the plan was made. `here`: processes that share it.
  static void check_memory(const Plan& plan, const Settings& settings, int here);
};

}  // namespace neural_style
