// How a run spends the memory it may use, by fixed rules: never by a timing, so that the same plan gives the same
// bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "neural_style/settings.hpp"
#include "neural_style/stylize.hpp"
#include "objective/strips.hpp"
#include "stylize/machine.hpp"
#include "stylize/schedule.hpp"

namespace neural_style {

/// The pictures of a run, as far as their memory goes.
struct PictureSizes {
  Extent content;              ///< as the host gives it
  std::vector<Extent> styles;  ///< likewise; at least one
  int weights = 0;             ///< how many weights by pixel it has: of regions, of what counts, of what to keep
  Extent start;                ///< of the picture to go on from; 0x0: there is none
  bool followed = false;       ///< whether there is a painting of the frame before
  int strips = 1;              ///< processes that each work at a strip of it
};

/// For a content of that size and, since a forecast does not know the style, one as most of them are.
PictureSizes usual_sizes(int width, int height);

/// How one scale is computed.
struct ScalePlan {
  Scale scale;
  Strip strip;                 ///< whole; in a team the largest: of what follows, all is as that takes it
  int strips = 1;              ///< how many there are, of the styles too
  std::vector<Extent> styles;  ///< sizes at which the styles are looked at
  Seamless seamless = Seamless::none;
  bool trims_borders = false;   ///< whether no more is computed of tiles' borders than is needed
  std::size_t tile_pixels = 0;  ///< most pixels that the network is shown at a time; 0: any picture whole
  bool half_targets = false;    ///< whether the content's features are kept in float16
  bool half_history = false;    ///< whether L-BFGS's history is
  int pairs = 0;                ///< of L-BFGS's history; 0: Adam
};

struct Plan {
  std::optional<Card> card;  ///< that computes; without one the processor does
  Precision precision = Precision::float32;
  int threads = 1;
  int strips = 1;                 ///< processes that each work at one
  std::vector<ScalePlan> scales;  ///< coarse to fine
  std::size_t peak_memory = 0;    ///< bytes: of the whole process, or of the card
  std::size_t limit = 0;          ///< bytes, likewise

  [[nodiscard]] bool fits() const { return peak_memory <= limit; }

  /// In one line, for a log.
  [[nodiscard]] std::string text() const;
};

/// The plan for these pictures; the one that needs least if none fits `limit` bytes, of the card's memory if that is
/// what computes.
Plan make_plan(const PictureSizes& sizes, const Settings& settings, std::size_t limit,
               const std::optional<Card>& card = {});

/// Of the finest scale, in pixels: the plan's own if it fits, else the largest that would; 0 if none does.
int largest_long_side(const Plan& plan, const PictureSizes& sizes, const Settings& settings);

/// The sentence that refuses a plan which does not fit. It says the largest size that would.
std::string refusal(const Plan& plan, const PictureSizes& sizes, const Settings& settings);

/// Pixels that the network sees in one evaluation of a scale: on the way there, and back. Those of borders count as
/// far as they are computed.
struct Passes {
  double forward = 0;
  double backward = 0;
};
Passes passes_of(const ScalePlan& plan);

/// Seconds that parts of the work take on this machine.
struct Pace {
  double start = 0;         ///< until the first evaluation
  double evaluation = 0;    ///< an evaluation of no pixels: what each takes beside its pixels
  double forward = 0;       ///< a pixel through the network, Gram matrices included
  double backward = 0;      ///< and back
  double history_byte = 0;  ///< a byte of L-BFGS's history, used once
};

/// Seconds that the plan takes at that pace.
double seconds_at(const Pace& pace, const Plan& plan);

}  // namespace neural_style
