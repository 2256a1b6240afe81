// The table: every setting's id, range and words, and the member that holds it.
#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "settings/quote.hpp"
#include "settings/row.hpp"

namespace neural_style {
namespace {

using Choices = std::span<const std::string_view>;

// In the order of the enumerators.
constexpr std::array<std::string_view, 4> colors = {tr_noop("style"), tr_noop("original"), tr_noop("linear"),
                                                    tr_noop("histogram")};
constexpr std::array<std::string_view, 2> losses = {tr_noop("relative"), tr_noop("absolute")};
constexpr std::array<std::string_view, 3> statistics = {tr_noop("gram"), tr_noop("moments"), tr_noop("wasserstein")};
constexpr std::array<std::string_view, 4> seams = {tr_noop("none"), tr_noop("horizontal"), tr_noop("vertical"),
                                                   tr_noop("both")};
constexpr std::array<std::string_view, 2> poolings = {tr_noop("average"), tr_noop("max")};
constexpr std::array<std::string_view, 2> paddings = {tr_noop("replicate"), tr_noop("zeros")};
constexpr std::array<std::string_view, 2> optimizers = {tr_noop("lbfgs"), tr_noop("adam")};
constexpr std::array<std::string_view, 3> devices = {tr_noop("automatic"), tr_noop("cpu"), tr_noop("cuda")};
constexpr std::array<std::string_view, 3> precisions = {tr_noop("automatic"), tr_noop("float32"), tr_noop("bfloat16")};

// Every whole number up to it is exact in the doubles that scripts and dialogs pass around.
constexpr double largest_exact = 9007199254740992.0;

constexpr SettingRow real(SettingInfo words, double minimum, double maximum, double Settings::*member) {
  words.kind = SettingKind::real;
  words.minimum = minimum;
  words.maximum = maximum;
  return {words, member};
}

constexpr SettingRow whole(SettingInfo words, double minimum, double maximum, std::int64_t Settings::*member) {
  words.kind = SettingKind::integer;
  words.minimum = minimum;
  words.maximum = maximum;
  return {words, member};
}

constexpr SettingRow automatic_or_whole(SettingInfo words, double maximum, std::int64_t Settings::*member) {
  words.zero_is_automatic = true;
  return whole(words, 0, maximum, member);
}

template <class Choice>
constexpr SettingRow choice(SettingInfo words, Choices choices, Choice Settings::*member) {
  words.kind = SettingKind::choice;
  words.choices = choices;
  return {words, member};
}

constexpr SettingRow other(SettingInfo words, SettingKind kind, SettingMember member) {
  words.kind = kind;
  return {words, member};
}

// po/update knows the labels and helps by the names of these four.

constexpr SettingInfo basic(std::string_view id, std::string_view label, std::string_view unit, std::string_view help) {
  SettingInfo words;
  words.id = id;
  words.label = label;
  words.unit = unit;
  words.help = help;
  return words;
}

constexpr SettingInfo advanced(std::string_view id, std::string_view label, std::string_view unit,
                               std::string_view help) {
  SettingInfo words = basic(id, label, unit, help);
  words.advanced = true;
  return words;
}

constexpr SettingInfo machine(std::string_view id, std::string_view label, std::string_view unit,
                              std::string_view help) {
  SettingInfo words = advanced(id, label, unit, help);
  words.machine = true;
  return words;
}

constexpr SettingInfo pictures(std::string_view id, std::string_view label, std::string_view unit,
                               std::string_view help) {
  SettingInfo words = advanced(id, label, unit, help);
  words.pictures = true;
  return words;
}

constexpr std::array rows = {
    real(basic("strength", "Strength", "",
               "How far the painting takes over: 0 keeps most of the photograph, 1 lets the style decide. The content "
               "weight is multiplied by 25^(0.5 - strength), which is 1 at 0.5."),
         0, 1, &Settings::strength),
    other(basic("size", "Size", "px",
                "Size at which the picture is painted: \"automatic\" (its own size, but no more than 2 megapixels), "
                "\"full\" (its own size), the length of the long side such as 1024, or exactly 400x300. A smaller "
                "painting is quicker and has coarser strokes; the filter brings it to the size of the layer."),
          SettingKind::size, &Settings::size),
    real(basic("style_scale", "Style scale", "",
               "Size of the strokes: 1 takes them over at the scale at which the style picture shows them, 2 makes "
               "them twice as large, 0.5 half as large."),
         0.25, 4, &Settings::style_scale),
    choice(
        basic("color", "Color", "",
              "Whose colors the painting has: \"style\" takes them over with the strokes, \"original\" keeps those of "
              "the photograph and paints light and dark alone. \"linear\" paints with the style's colors after they "
              "were shifted and stretched to those of the photograph, \"histogram\" brings them closer still."),
        colors, &Settings::color),
    real(basic("color_amount", "Color amount", "",
               "How far the setting Color goes: 0 takes the style's colors as they are, 1 does all that Color says. "
               "With \"style\" it changes nothing."),
         0, 1, &Settings::color_amount),
    choice(basic("seamless", "Seamless", "",
                 "Directions in which copies of the painting can be laid side by side without a seam: \"horizontal\", "
                 "\"vertical\" or \"both\". The photograph's opposite borders are blended into each other for it."),
           seams, &Settings::seamless),
    whole(basic("seed", "Seed", "",
                "Number that the random grain at the start of each scale is made from. The same seed and settings give "
                "the same picture; another seed gives a sister of it."),
          0, largest_exact, &Settings::seed),

    other(pictures("more_styles", "More styles", "",
                   "Further style pictures, with commas between them: files by their paths (with a \"/\" in them), in "
                   "an editor also layers of the image by name. %20 stands for a space in a name, %2C for a comma."),
          SettingKind::names, &Settings::more_styles),
    other(pictures("blend", "Blend", "",
                   "How much each style picture weighs beside the others, in their order: \"3,1\". Those without a "
                   "number weigh 1."),
          SettingKind::numbers, &Settings::blend),
    other(pictures("regions", "Regions", "",
                   "Where each style picture is painted, in their order: masks of the photograph, white where it goes, "
                   "by the path of a picture or, in an editor, the name of a channel or of a layer with a mask. "
                   "\"rest\" is what the others leave. Styles with the same mask are blended there."),
          SettingKind::names, &Settings::regions),
    other(pictures(
              "style_masks", "Style masks", "",
              "What of each style picture counts, in their order: masks of the style picture's size by the path of a "
              "picture, or \"all\"; of a style that is a layer of the image also named like regions."),
          SettingKind::names, &Settings::style_masks),
    other(pictures("keep", "Keep", "",
                   "Where the photograph's shapes are to be kept, a face for instance: masks named like regions, white "
                   "where its content weighs ten times as much."),
          SettingKind::names, &Settings::keep),

    choice(advanced("loss", "Loss", "",
                    "How differences are measured: \"relative\" to the style's and the content's own features, so that "
                    "weights mean the same for every picture, or \"absolute\" as in Gatys, Ecker and Bethge (2016)."),
           losses, &Settings::loss),
    choice(advanced("statistics", "Statistics", "",
                    "What of the network's features makes the style: \"gram\" how they go together, \"moments\" also "
                    "how strong each one is and how much it varies, \"wasserstein\" their whole distribution as a "
                    "Gaussian, which takes longer."),
           statistics, &Settings::statistics),
    real(advanced("content_weight", "Content weight", "",
                  "Weight of the content in the loss, at strength 0.5. More keeps more of the photograph."),
         0, 1e9, &Settings::content_weight),
    real(advanced("style_weight", "Style weight", "",
                  "Weight of the style in the loss. More lets the painting take over; only its ratio to the content "
                  "weight matters."),
         1e-6, 1e9, &Settings::style_weight),
    other(advanced("content_layers", "Content layers", "",
                   "Layers of VGG-19 that keep the content, each with its weight. Deeper layers keep objects and give "
                   "their outlines freedom."),
          SettingKind::layers, &Settings::content_layers),
    other(advanced("style_layers", "Style layers", "",
                   "Layers of VGG-19 that carry the style, each with its weight. conv1_1 is for colour and grain, "
                   "deeper layers are for larger strokes and shapes."),
          SettingKind::layers, &Settings::style_layers),
    choice(advanced("pooling", "Pooling", "",
                    "How the network shrinks its features: \"average\" paints smoothly, \"max\" with harder edges."),
           poolings, &Settings::pooling),
    choice(advanced("padding", "Padding", "",
                    "What the network sees beyond the picture's border: \"replicate\" repeats the outermost pixels, "
                    "\"zeros\" is the textbook's way and tends to darken the border."),
           paddings, &Settings::padding),
    real(advanced("noise", "Noise", "",
                  "Share of random noise in the picture that the work starts from; the rest is the photograph."),
         0, 1, &Settings::noise),
    real(advanced("temporal_weight", "Temporal weight", "",
                  "For sequences: how firmly each frame is held to the one before, so that the paint stays where it is "
                  "and does not flicker. Less lets it follow the style more freely."),
         0, 1e9, &Settings::temporal_weight),

    choice(advanced("optimizer", "Optimizer", "",
                    "The way downhill: \"lbfgs\" needs several times fewer evaluations, \"adam\" takes steps of a "
                    "fixed size."),
           optimizers, &Settings::optimizer),
    automatic_or_whole(advanced("scales", "Scales", "",
                                "Number of sizes at which the picture is painted in turn, from coarse to fine. "
                                "\"automatic\" starts at about 128 pixels; 1 paints at the final size alone."),
                       16, &Settings::scales),
    whole(advanced("coarse_evaluations", "Coarse evaluations", "",
                   "Evaluations of the loss at the coarsest scale, where they are quick. The scales between get "
                   "numbers in between."),
          1, 100000, &Settings::coarse_evaluations),
    whole(advanced("evaluations", "Evaluations", "",
                   "Most evaluations of the loss at the finest scale; more takes proportionally longer. L-BFGS ends a "
                   "scale before that where the picture no longer changes visibly."),
          1, 100000, &Settings::evaluations),
    real(advanced("learning_rate", "Learning rate", "",
                  "Adam's step, in levels of 0 to 255 an evaluation. L-BFGS finds its own."),
         1e-3, 255, &Settings::learning_rate),

    other(advanced("model", "Model", "",
                   "Network that looks at the pictures: a name from the list of models, or the path of a file (with a "
                   "\"/\" in it)."),
          SettingKind::model, &Settings::model),
    choice(machine("device", "Device", "",
                   "What computes: \"cpu\" is the processor, \"cuda\" a graphics card from NVIDIA. \"automatic\" takes "
                   "the card where LibTorch was built for it and it answers, and the processor elsewhere."),
           devices, &Settings::device),
    choice(machine("precision", "Precision", "",
                   "Numbers that the network computes with. \"automatic\" takes bfloat16 where that is quicker, on "
                   "processors with AMX and on newer graphics cards, and float32 elsewhere."),
           precisions, &Settings::precision),
    automatic_or_whole(machine("threads", "Threads", "",
                               "Processor threads to use. \"automatic\" takes as many as the process may use."),
                       1024, &Settings::threads),
    automatic_or_whole(machine("memory_limit", "Memory limit", "MiB",
                               "Memory that the work may use, of the graphics card where that computes. Where it is "
                               "short the picture is painted in tiles, which takes longer; what needs more even so is "
                               "refused before it starts. \"automatic\" is half of the machine's memory, or what is "
                               "free if that is less; of a graphics card's it is most of what is free."),
                       16777216, &Settings::memory_limit),
};

constexpr auto infos = [] {
  std::array<SettingInfo, rows.size()> result{};
  std::transform(rows.begin(), rows.end(), result.begin(), [](const SettingRow& row) { return row.info; });
  return result;
}();

/// Levenshtein's distance: how many letters to insert, delete or replace.
std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> previous(to.size() + 1);
  std::iota(previous.begin(), previous.end(), std::size_t{0});
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::vector<std::size_t> current(to.size() + 1);
    current[0] = i + 1;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t replaced = previous[j] + (from[i] == to[j] ? 0 : 1);
      current[j + 1] = std::min({previous[j + 1] + 1, current[j] + 1, replaced});
    }
    previous = std::move(current);
  }
  return previous.back();
}

std::string_view nearest_id(std::string_view id) {
  std::string_view nearest;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (const SettingInfo& info : infos) {
    // Longer texts are no nearer to anything; cutting them bounds the work.
    const std::size_t distance = edit_distance(id.substr(0, 64), info.id);
    if (distance < least) {
      least = distance;
      nearest = info.id;
    }
  }
  return nearest;
}

}  // namespace

std::span<const SettingRow> setting_rows() { return rows; }

const SettingRow& setting_row(std::string_view id) {
  const auto* const found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.info.id == id; });
  if (found == rows.end()) {
    throw Error(say("There is no setting {0}; did you mean {1}?", quote(id), quote(nearest_id(id))));
  }
  return *found;
}

std::span<const SettingInfo> settings_table() { return infos; }

const SettingInfo& setting_info(std::string_view id) {
  return infos.at(static_cast<std::size_t>(&setting_row(id) - rows.data()));
}

}  // namespace neural_style
