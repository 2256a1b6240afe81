// Every setting once. The table feeds the program's options, the `settings` argument of the GIMP procedure, the
// settings files and the manual. To add a setting, add a member here and its row in
// src/settings/table.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace neural_style {

/// Size of the finest scale that is optimised. As text: "automatic", "full", "1024" (long side in pixels, the content's
/// proportions kept) or "400x300" (content and style squeezed to exactly that).
struct Size {
  /// How it is said.
  enum class Kind : std::uint8_t {
    automatic,  ///< the content's own size up to 2 megapixels, above that 2 megapixels
    full,       ///< the content's own size
    long_side,  ///< long side of `width` pixels
    exact,      ///< `width` by `height` pixels
  };
  Kind kind = Kind::automatic;  ///< which of the two numbers count
  int width = 0;                ///< 16..65535 where it counts
  int height = 0;               ///< 16..65535 where it counts
  /// Said alike, not only as large in the end.
  friend bool operator==(const Size&, const Size&) = default;
};

/// A layer of VGG-19 (after its ReLU) and its weight in the loss. As text: "conv4_2:1".
struct LayerWeight {
  std::string layer;  ///< "conv1_1" to "conv5_1"
  double weight = 1;  ///< above 0
  /// Of the same layer, with the same weight.
  friend bool operator==(const LayerWeight&, const LayerWeight&) = default;
};

/// Whose colours the painting has (Gatys et al., "Preserving Color in Neural Artistic Style Transfer", 2016). What is
/// measured and mixed is measured and mixed in Oklab (Ottosson 2020).
enum class Color : std::uint8_t {
  style,      ///< the style's come with its strokes
  original,   ///< the content keeps its own: light and dark alone are painted
  linear,     ///< the style's, first moved to the content's: by their mean and covariance …
  histogram,  ///< … and then by the histogram of each axis
};
enum class Optimizer : std::uint8_t { lbfgs, adam };
enum class Loss : std::uint8_t {
  relative,  ///< dimensionless: style |G-A|²/|A|², content |F-P|²/|P-mean(P)|², G and A per position
  absolute,  ///< as in Gatys et al. with the tutorial's factors: style Σ(G-A)²/(4N²M²), content Σ(F-P)²/(4NM)
};
/// What of the features of a layer makes the style.
enum class Statistics : std::uint8_t {
  gram,         ///< the Gram matrix (Gatys et al. 2016)
  moments,      ///< it, and the channels' means and standard deviations by themselves
  wasserstein,  ///< the distance W₂ of two Gaussians that have the features' means and covariances
};
/// Along which axes the painting goes on at its other end, so that copies of it side by side show no seam.
enum class Seamless : std::uint8_t { none, horizontal, vertical, both };
enum class Pooling : std::uint8_t { average, max };
enum class Padding : std::uint8_t { replicate, zeros };
/// What computes.
enum class Device : std::uint8_t {
  automatic,  ///< a graphics card where LibTorch has CUDA and one answers, else the processor
  cpu,
  cuda,
};
enum class Precision : std::uint8_t { automatic, float32, bfloat16 };

/// The values of all settings; as constructed, the preset `default`. Ranges, labels and help: settings_table().
struct Settings {
  // What an artist touches first.
  double strength = 0.5;               ///< 0..1: multiplies content_weight by 25^(0.5 - strength)
  Size size;                           ///< of the finest scale, and so of the result
  Color color = Color::style;          ///< whose colors the painting has
  Seamless seamless = Seamless::none;  ///< along which axes copies of it fit together
  double color_amount = 1;             ///< 0..1: how far `color` goes; nothing to Color::style
  double style_scale = 1;              ///< 0.25..4: size of the strokes ÷ their size in the style picture
  std::int64_t seed = 0;               ///< 0..2^53: of the random grain at each scale's start

  // Several pictures: what a host reads for them, see named_pictures.hpp.
  std::vector<std::string> more_styles = {};  ///< names of style pictures after the first
  std::vector<double> blend = {};             ///< their weights, the first's at the front, each above 0; else 1
  std::vector<std::string> regions = {};      ///< a mask of the content for each style, or "rest"
  std::vector<std::string> style_masks = {};  ///< a mask of itself for each style, or "all"
  std::vector<std::string> keep = {};         ///< masks of the content, joined: what keeps its shapes

  // The objective.
  Loss loss = Loss::relative;                ///< how differences are measured
  Statistics statistics = Statistics::gram;  ///< what of a layer's features makes the style
  double content_weight = 0.1;               ///< 0..1e9, at strength 0.5
  double style_weight = 1;                   ///< 1e-6..1e9; its ratio to content_weight is what matters
  /// Where the content is looked at; at least one.
  std::vector<LayerWeight> content_layers = {{"conv4_2", 1}};
  /// Where the style is looked at; at least one.
  std::vector<LayerWeight> style_layers = {
      {"conv1_1", 1}, {"conv2_1", 1}, {"conv3_1", 1}, {"conv4_1", 1}, {"conv5_1", 1}};
  Pooling pooling = Pooling::average;    ///< how the network halves its features' sides
  Padding padding = Padding::replicate;  ///< what it sees beyond the border
  double noise = 0;                      ///< 0..1: share of noise in the picture to begin with
  double temporal_weight = 2;            ///< 0..1e9: how firmly Request::previous holds; nothing without one

  // The way downhill.
  Optimizer optimizer = Optimizer::lbfgs;  ///< what takes the steps
  std::int64_t scales = 0;                 ///< 0..16; 0: from about 128 pixels up, as many as that takes
  std::int64_t coarse_evaluations = 100;   ///< 1..100,000: most at the coarsest scale; between, numbers in between
  std::int64_t evaluations = 30;           ///< 1..100,000: most at the finest scale
  double learning_rate = 2;                ///< 0.001..255: Adam's step, levels of 0..255; nothing to L-BFGS

  // The machine.
  std::string model = "vgg19";                 ///< a name from list_models(), or the path of a file
  Device device = Device::automatic;           ///< what computes
  Precision precision = Precision::automatic;  ///< of the network's numbers; sums are in float32 or better
  std::int64_t threads = 0;                    ///< 0..1024; 0: as many as the process may use
  std::int64_t memory_limit = 0;               ///< 0..2^24 MiB; 0: half of the memory, or what is free if that is less

  /// All values equal.
  friend bool operator==(const Settings&, const Settings&) = default;
};

/// What kind of text a setting takes.
enum class SettingKind : std::uint8_t {
  real,     ///< a number within minimum..maximum, decimal point in every locale
  integer,  ///< a whole number within minimum..maximum, or "automatic" for 0 where `zero_is_automatic`
  choice,   ///< one of `choices`
  size,     ///< see Size
  layers,   ///< "conv1_1:0.5,conv2_1:1", weights above 0, at least one layer
  model,    ///< a name from list_models(), or the path of a file (with a "/" in it)
  numbers,  ///< "3,1", each above 0; "": none
  names,    ///< of files, layers or channels: "Sky,Old%20wall"; "": none. As in addresses, %20 stands for a space, %2C
            ///< for a comma and %25 for "%"; white space may also be written as it is where no other setting follows
};

/// One row of the table.
struct SettingInfo {
  std::string_view id;                        ///< stable: scripts and files use it; lower case, words joined by '_'
  std::string_view label;                     ///< for a dialog, English, which tr() translates: "Style scale"
  std::string_view help;                      ///< a sentence or two, likewise
  std::string_view unit;                      ///< "px", "MiB", … or empty
  SettingKind kind = SettingKind::real;       ///< what text it takes
  double minimum = 0;                         ///< of real and integer
  double maximum = 0;                         ///< likewise
  bool zero_is_automatic = false;             ///< of integer: 0 is said as "automatic"
  std::span<const std::string_view> choices;  ///< of choice
  bool advanced = false;                      ///< a dialog keeps it behind an expander
  bool machine = false;                       ///< how to compute, not what: preset files leave it out
  bool pictures = false;                      ///< about the pictures at hand: presets leave it as it is
};

/// All rows, in the order in which to show them.
std::span<const SettingInfo> settings_table();

/// The row with that id. Throws Error naming the id, and the nearest existing one, if there is none.
const SettingInfo& setting_info(std::string_view id);

/// What a setting takes, in the words of the Error that refuses something else: "a number from 0 to 1".
std::string setting_takes(const SettingInfo& info);

/// The value as text that set_setting() reads back to the same value, in every locale.
std::string setting_text(const Settings& settings, std::string_view id);

/// Sets one value from text. Throws Error that names the setting, what it takes, and what it got; `settings` is then
/// unchanged.
void set_setting(Settings& settings, std::string_view id, std::string_view text);

/// Sets values from "key=value key=value" (any white space between; "" sets nothing; the last of a key counts). All or
/// nothing: throws Error as set_setting() does, and leaves `settings` unchanged.
void set_settings(Settings& settings, std::string_view text);

/// The "key=value key=value" that makes `settings` out of `base`, in the table's order; "" if they are equal.
std::string settings_text(const Settings& settings, const Settings& base);

/// For settings that were not made from text: throws the Error that set_setting() would throw for the first value that
/// is out of its range.
void check_settings(const Settings& settings);

/// A named set of values.
struct Preset {
  std::string_view id;     ///< "default", "tutorial"
  std::string_view label;  ///< for a dialog, English, which tr() translates: "Default", "Tutorial"
  std::string_view help;   ///< a sentence or two, likewise
  Settings settings;       ///< all values, those of the machine too
};

/// All presets: `default`, those that come as files, `tutorial`. Read once.
std::span<const Preset> presets();

/// The preset with that id. Throws Error naming the ones that exist if there is none.
const Preset& preset(std::string_view id);

}  // namespace neural_style
