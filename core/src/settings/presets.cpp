// The named sets of values: two that are given here, and the files of core/presets.
#include <algorithm>
#include <exception>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>
#include <vector>

#include "file_bytes.hpp"
#include "neural_style/data_folder.hpp"
#include "neural_style/error.hpp"
#include "neural_style/settings.hpp"
#include "neural_style/translation.hpp"
#include "settings/preset_values.hpp"
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

/// A preset that owns its words.
class ShippedPreset {
 public:
  /// Throws what JSON and set_setting() throw.
  explicit ShippedPreset(const std::filesystem::path& file) : id_(file.stem().string()) {
    const auto json = nlohmann::ordered_json::parse(read_whole(file));
    label_ = json.at("label").get<std::string>();
    help_ = json.at("help").get<std::string>();
    set_values(settings_, json.at("settings"));
  }

  [[nodiscard]] Preset preset() const { return {id_, label_, help_, settings_}; }

 private:
  std::string id_;
  std::string label_;
  std::string help_;
  Settings settings_;
};

/// In the order of their names. Those that are damaged are left out: a filter that would not start for it helps nobody.
std::vector<ShippedPreset> shipped_presets() {
  std::vector<std::filesystem::path> files;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(data_folder() / "presets", none)) {
    if (entry.path().extension() == ".json") {
      files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  std::vector<ShippedPreset> all;
  for (const std::filesystem::path& file : files) {
    try {
      all.emplace_back(file);
    } catch (const std::exception&) {
    }
  }
  return all;
}

/// All of them, and what their words lie in.
struct AllPresets {
  std::vector<ShippedPreset> shipped = shipped_presets();
  std::vector<Preset> presets;

  AllPresets() {
    presets.push_back(
        {"default", tr_noop("Default"),
         tr_noop("Paints from coarse to fine at the picture's own size: a good painting from a photograph in about a "
                 "minute at 1024 pixels."),
         Settings{}});
    for (const ShippedPreset& each : shipped) {
      presets.push_back(each.preset());
    }
    presets.push_back(
        {"tutorial", tr_noop("Tutorial"),
         tr_noop("The textbook's way, for comparison: 400x300 pixels, from a noisy start, 2000 steps of Adam. Takes "
                 "many minutes."),
         tutorial()});
  }
};

}  // namespace

std::span<const Preset> presets() {
  static const AllPresets all;
  return all.presets;
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
