#include "stylize/memory_model.hpp"

#include <algorithm>
#include <array>

#include "model_channels.hpp"
#include "network/cpu/kernels.hpp"
#include "network/layers.hpp"
#include "objective/tiles.hpp"
#include "stylize/machine.hpp"
#include "stylize/own_colors.hpp"
#include "stylize/style_colors.hpp"

namespace neural_style {
namespace {

constexpr double image = 4 * sizeof(float);   ///< bytes a pixel
constexpr double planes = 3 * sizeof(float);  ///< bytes a pixel
constexpr double mask = sizeof(float);        ///< bytes a pixel

/// Measured: the program with its libraries, once LibTorch has computed something.
constexpr double libraries = 185e6;

/// Of a card's libraries beside what tensors hold: cuDNN's and cuBLAS's scratch memory.
constexpr double workspace = 256e6;

double features_per_pixel(const LayerChannels& channels, std::size_t layer) {
  const int positions = 1 << (2 * (block_of(layer) - 1));  // of the picture, for one at the layer
  return static_cast<double>(channels[layer]) / positions;
}

/// Both ways, as they are or transformed by network/cpu.
double weights(const LayerChannels& channels, bool transformed) {
  double numbers = 0;
  int inputs = channels.front();
  for (std::size_t layer = 1; layer < layer_count; ++layer) {
    if (channels[layer] > 0) {
      const int side = transformed ? cpu::winograd_side(inputs, channels[layer]) + 2 : 3;
      numbers += static_cast<double>(inputs) * channels[layer] * side * side;
      inputs = channels[layer];
    }
  }
  return 2 * numbers * sizeof(float);
}

double pixels_of(Extent extent) { return static_cast<double>(extent.width) * extent.height; }

/// Most pixels that the network is shown at a time.
double pixels_shown(Extent extent, std::size_t tile_pixels) {
  const double whole = pixels_of(extent);
  return tile_pixels == 0 ? whole : std::min(whole, static_cast<double>(tile_pixels));
}

/// What is seen of the picture, with the border from its other end.
Extent seen_at(const ScalePlan& plan) {
  const bool round_y = goes_round_y(plan.seamless) && plan.strip.whole();
  return {plan.scale.width + (goes_round_x(plan.seamless) ? 2 * tile_border : 0),
          plan.strip.seen.length() + (round_y ? 2 * tile_border : 0)};
}

/// What one of the strips sees of a style at most.
Extent seen_of(Extent style, const ScalePlan& plan) {
  return {style.width, largest_strip(style.height, plan.strips, Seamless::none).seen.length()};
}

/// Pixels that are moved, and have targets.
double own_pixels(const ScalePlan& plan) { return pixels_of({plan.scale.width, plan.strip.own.length()}); }

/// What the network is shown at a scale.
struct Shown {
  double region = 0;   ///< most pixels of the content at a time
  double largest = 0;  ///< of the content or a style
  double styles = 0;   ///< bytes of the styles' planes
};

Shown shown_at(const ScalePlan& plan) {
  Shown shown;
  shown.region = pixels_shown(seen_at(plan), plan.tile_pixels);
  shown.largest = shown.region;
  for (const Extent whole : plan.styles) {
    const Extent style = seen_of(whole, plan);
    shown.largest = std::max(shown.largest, pixels_shown(style, plan.tile_pixels));
    shown.styles += planes * pixels_of(style);
  }
  return shown;
}

std::array<bool, layer_count> asked_layers(const Settings& settings) {
  std::array<bool, layer_count> asked = {};
  for (const auto* rows : {&settings.content_layers, &settings.style_layers}) {
    for (const LayerWeight& row : *rows) {
      asked.at(layer_number(row.layer)) = true;
    }
  }
  return asked;
}

/// Bytes a pixel that a network on the processor takes to go forward, and beside them to go back.
struct PassBytes {
  double forward = 0;
  double backward = 0;
};

PassBytes bytes_of_passes(const LayerChannels& channels, const std::array<bool, layer_count>& asked, bool half) {
  // As CpuVgg19 and OnednnVgg19 say: the features asked for, a bit for each feature, and two buffers in turns.
  double deep = 0;  // of the features, those behind conv1_1
  PassBytes bytes;
  const double number = half ? 2 : sizeof(float);
  const auto count = static_cast<std::size_t>(asked.rend() - std::find(asked.rbegin(), asked.rend(), true));
  for (std::size_t layer = 0; layer < count; ++layer) {
    const double kept = asked[layer] ? features_per_pixel(channels, layer) * number : 0;
    bytes.forward += features_per_pixel(channels, layer) / 8 + kept;
    deep += layer > 0 ? kept : 0;
  }
  // What the two buffers hold at most: on the way forth what conv1_2 gives, which only CpuVgg19 pools as it comes, and
  // what the pooling after it or conv3_1 does; on the way back what goes into conv1_2, and what comes out of it.
  // CpuVgg19 has what goes into conv1_2 elsewhere, both ways: back in the place of features, of the deeper ones if
  // conv1_1's are kept. Each of its two buffers then holds at most what conv2_1 gives, or once what was pooled from
  // conv1_2 and is spread over the windows because that was asked for.
  const double pooled = 16 * number;
  const double conv1_2 = 64 * number;
  const double conv2_1 = 32 * number;
  double forth = 2 * pooled;
  double back = 2 * conv1_2;
  if (half) {
    forth += asked[1] ? 0 : conv1_2 - pooled;
  } else {
    bytes.forward += asked[0] ? std::max(0.0, conv1_2 - deep) : conv1_2;
    back = conv2_1 + (asked[1] ? conv1_2 : conv2_1);
  }
  const double slope = half ? planes + 3 * number : 0;  // and the input, which are none of the buffers in turns
  bytes.forward += planes + forth;
  bytes.backward = back - forth + slope;
  return bytes;
}

}  // namespace

MemoryModel::MemoryModel(const PictureSizes& sizes, const Settings& settings, Precision precision, int threads,
                         bool on_card)
    : on_card_(on_card),
      half_(precision == Precision::bfloat16),
      content_(sizes.content),
      weights_(sizes.weights),
      followed_(sizes.followed),
      adam_(settings.optimizer == Optimizer::adam),
      own_colors_(amount_of_own_colors(settings)) {
  const LayerChannels channels = model_channels(settings.model);
  for (const LayerWeight& row : settings.content_layers) {
    targets_ += features_per_pixel(channels, layer_number(row.layer));
  }
  fixed_ = libraries + image * (pixels_of(content_) + pixels_of(sizes.start));
  fixed_ += (sizes.weights * mask + (settings.seamless == Seamless::none ? 0 : image)) * pixels_of(content_);
  for (const Extent style : sizes.styles) {
    // Beside the host's own the one in other colours.
    fixed_ += (amount_of_new_colors(settings) > 0 ? 2 : 1) * image * pixels_of(style);
  }
  if (on_card) {
    const double number = half_ ? 2 : sizeof(float);
    fixed_ = weights(channels, false) * number / sizeof(float) + workspace;
    // Counted from the sources and not measured on a card; what is short all the same, run.cpp plans anew for.
    double features = 0;
    for (std::size_t layer = 0; layer < layer_count; ++layer) {
      features += features_per_pixel(channels, layer);
    }
    const double conv1_2 = 64 * number;
    const double difference = 2 * targets_ * sizeof(float);  // from the targets, and what its norm takes
    network_ = {number * features + planes, 2 * conv1_2 + difference};
    return;
  }
  // Bfloat16 that the processor lacks is left to LibTorch's own operators, and so is all where there are no kernels.
  if (half_ ? !multiplies_bfloat16() : kernel_set() == KernelSet::none) {
    const double number = half_ ? 0.54 : 1;  // measured, in all
    network_ = {number * 1250, number * 1150};
    fixed_ += weights(channels, false) * (half_ ? 0.5 : 1);
    return;
  }
  const PassBytes bytes = bytes_of_passes(channels, asked_layers(settings), half_);
  network_ = {bytes.forward, bytes.backward};
  constexpr double scratch = 36e6;  // of the products, and the Gram matrices' sums
  // In bfloat16 each is held twice.
  fixed_ += weights(channels, !half_) + scratch + threads * 2e6;
}

std::size_t MemoryModel::largest_picture(const ScalePlan& plan) {
  double largest = pixels_of(seen_at(plan));
  for (const Extent style : plan.styles) {
    largest = std::max(largest, pixels_of(seen_of(style, plan)));
  }
  return static_cast<std::size_t>(largest);
}

std::size_t MemoryModel::first_tile(const ScalePlan& plan) const {
  // cuDNN and LibTorch's kernels count what a tensor holds in 31 bits: at most of conv1_1's 64 features a pixel.
  constexpr std::size_t most_on_card = (std::size_t{1} << 31U) / 64 - 1;
  return on_card_ && largest_picture(plan) > most_on_card ? most_on_card : 0;
}

std::size_t MemoryModel::peak_on_card(const ScalePlan& plan) const {
  const Extent extent = {plan.scale.width, plan.scale.height};
  const double pixels = pixels_of(extent);
  const auto [region, largest, styles] = shown_at(plan);
  const double weight = weights_ * 2.4 * mask * pixels;
  const double followed = followed_ ? (planes + mask) * pixels : 0;
  const double targets = targets_ * (half_ || plan.half_targets ? 2 : 4) * pixels;
  const double kept = fixed_ + weight + followed + targets + network_.forward * largest;
  const double beginning = kept + planes * pixels + styles;
  const int evaluations = plan.scale.evaluations;
  // x and the gradient, the next of both, and the gradient that becomes it; or Adam's means and what its step takes.
  constexpr double vectors = 5;
  const double seen = own_colors_ > 0 && own_colors_ < 1 ? 1 : 0;
  const double number = plan.half_history ? 0.5 : 1;
  const double history = adam_ ? 1 : 2 * number * std::clamp(evaluations - 1, 0, plan.pairs);
  return static_cast<std::size_t>(
      std::max(beginning, kept + network_.backward * region + (vectors + history + seen) * planes * pixels));
}

std::size_t MemoryModel::peak(const ScalePlan& plan) const {
  if (on_card_) {
    return peak_on_card(plan);
  }
  const Extent extent = {plan.scale.width, plan.scale.height};
  const double pixels = pixels_of(extent);
  const double own = own_pixels(plan);
  const auto [region, largest, styles] = shown_at(plan);
  const double content = extent == content_ ? 0 : image * pixels;
  const double weight = weights_ * 2.4 * mask * pixels;  // and at each layer's size
  // The host's painting of the frame before, the clean one with its weight, and what the term keeps of them.
  const double followed = followed_ ? (2 * image + planes + 2 * mask) * pixels : 0;
  const double targets = targets_ * (half_ || plan.half_targets ? 2 : 4) * own;
  const double kept = fixed_ + content + weight + followed + targets + network_.forward * largest;

  // While the targets are taken: the content's planes, the styles', and the coarser painting; and before the first
  // evaluation the content without its own colours.
  const double faded = own_colors_ > 0 ? image * pixels : 0;
  // In a team, what the strip sees of the content as well, and later what it sees of the painting and of its gradient.
  const double strip = plan.strip.whole() ? 0 : planes * pixels_of(seen_at(plan));
  const double beginning = kept + planes * pixels + styles + planes * pixels / 2 + faded + strip;

  // What was measured came out up to 2 % above these sums, and a limit is to be kept.
  constexpr double margin = 1.03;
  const double back = network_.backward * region;
  const double seen = own_colors_ > 0 && own_colors_ < 1 ? 1 : 0;  // beside what is moved
  if (adam_) {
    return static_cast<std::size_t>(margin * std::max(beginning, kept + back + 2 * strip + (5 + seen) * planes * own));
  }
  const int evaluations = plan.scale.evaluations;
  const double vectors = evaluations > 1 ? 4 : 2;
  const double number = plan.half_history ? 0.5 : 1;
  const double history = 2 * number * std::clamp(evaluations - 1, 0, plan.pairs);
  const double moved = (vectors + history + seen) * planes * own;
  return static_cast<std::size_t>(margin * std::max(beginning, kept + back + 2 * strip + moved));
}

}  // namespace neural_style
