// The named sets of values.
#include <algorithm>
#include <array>
#include <string>

#include "neural_style/error.hpp"
#include "neural_style/settings.hpp"
#include "neural_style/translation.hpp"
#include "settings/quote.hpp"

namespace neural_style {
namespace {

/// The settings of the well-known exercise after Gatys et al. (2016): one scale, Adam, and losses as in the paper.
Settings tutorial() {
  Settings settings;
  settings.size = {Size::Kind::exact, 400, 300};
  settings.loss = Loss::absolute;
  settings.content_weight = 5;
  settings.style_weight = 100;
  settings.content_layers = {{"conv4_2", 1}};
  settings.style_layers = {{"conv1_1", 0.5}, {"conv2_1", 1}, {"conv3_1", 1.5}, {"conv4_1", 3}, {"conv5_1", 4}};
  settings.pooling = Pooling::average;
  settings.padding = Padding::zeros;
  settings.noise = 0.7;
  settings.optimizer = Optimizer::adam;
  settings.learning_rate = 2;
  settings.scales = 1;
  settings.evaluations = 2000;
  settings.precision = Precision::float32;
  return settings;
}

}  // namespace

std::span<const Preset> presets() {
  static const std::array<Preset, 2> all = {
      Preset{
          "default", tr_noop("Default"),
          tr_noop("Paints from coarse to fine at the picture's own size: a good painting from a photograph in about a "
                  "minute at 1024 pixels."),
          Settings{}},
      Preset{
          "tutorial", tr_noop("Tutorial"),
          tr_noop(
              "The textbook's way, for comparison: 400x300 pixels, from a noisy start, 2000 steps of Adam. Takes many "
              "minutes."),
          tutorial()},
  };
  return all;
}

const Preset& preset(std::string_view id) {
  const std::span<const Preset> all = presets();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Preset& each) { return each.id == id; });
  if (found == all.end()) {
    std::string names;
    for (const Preset& each : all) {
      names += (names.empty() ? "" : ", ") + quote(each.id);
    }
    throw Error(say("There is no preset {0}; there are {1}.", quote(id), names));
  }
  return *found;
}

}  // namespace neural_style
