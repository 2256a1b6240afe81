// What the filter does for a host made of plain memory.
#include "plugin/filter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "plugin/memory_host.hpp"
#include "support/error_text.hpp"

namespace neural_style::plugin {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// Describes its sources, and wants to be asked for nothing else.
class UntouchedHost final : public Host {
 public:
  explicit UntouchedHost(std::vector<Source> sources) : sources_(std::move(sources)) {}
  std::vector<Source> describe() override { return sources_; }
  Image read(std::size_t /*source*/, const Rectangle& /*area*/) override { throw std::logic_error("read"); }
  Image read_original(std::size_t /*source*/, const Rectangle& /*area*/) override { throw std::logic_error("read"); }
  Image read_small(std::size_t /*source*/, const Rectangle& /*area*/, int /*side*/) override {
    throw std::logic_error("read");
  }
  Mask read_selection(std::size_t /*source*/, const Rectangle& /*area*/) override { throw std::logic_error("read"); }
  Image read_style_file(const std::filesystem::path& /*file*/) override { throw std::logic_error("loaded"); }
  StylePicture read_style_layer(int /*layer*/) override { throw std::logic_error("loaded"); }
  Mask read_named_mask(std::size_t /*source*/, const Rectangle& /*area*/, const std::string& /*name*/) override {
    throw std::logic_error("read");
  }
  StylePicture read_named_layer(const std::string& /*name*/) override { throw std::logic_error("loaded"); }
  std::vector<int> add_layers(std::span<const NewLayer> /*layers*/) override { throw std::logic_error("added"); }
  void progress(const Progress& /*progress*/) override {}
  void message(const std::string& /*text*/) override {}
  std::optional<ui::Choices> load_last_choices() override { return std::nullopt; }
  void save_last_choices(const ui::Choices& /*choices*/) override {}

 private:
  std::vector<Source> sources_;
};

class Silent final : public Observer {};

/// Prepares and refuses: nothing may have been read, loaded or added.
std::string refusal(MemoryHost& host) {
  std::string sentence = error_text([&] { prepare(host, quick_choices()); });
  EXPECT_THAT(host.loaded, IsEmpty());
  EXPECT_THAT(host.layers, IsEmpty());
  return sentence;
}

std::vector<float> alpha_of(const Image& picture) {
  std::vector<float> alpha;
  for (std::size_t i = 3; i < picture.samples().size(); i += 4) {
    alpha.push_back(picture.samples()[i]);
  }
  return alpha;
}

TEST(PaintedBox, IsTheWholeLayerWithoutASelection) {
  Source source;
  source.width = 300;
  source.height = 200;
  EXPECT_EQ(painted_box(source), (Rectangle{0, 0, 300, 200}));
}

TEST(PaintedBox, GrowsTheSelectionBy64PixelsWithinTheLayer) {
  Source source;
  source.width = 1000;
  source.height = 800;
  source.selection = Rectangle{400, 300, 20, 10};
  EXPECT_EQ(painted_box(source), (Rectangle{336, 236, 148, 138}));
  source.selection = Rectangle{10, 790, 980, 10};
  EXPECT_EQ(painted_box(source), (Rectangle{0, 726, 1000, 74}));
}

TEST(Prepare, RefusesWhatIsNoPlainLayer) {
  for (const auto& [kind, words] : {std::pair{DrawableKind::group, "layer group"},
                                    {DrawableKind::mask, "layer mask"},
                                    {DrawableKind::channel, "channel"},
                                    {DrawableKind::floating_selection, "floating selection"}}) {
    MemoryHost host(gradient(20, 20));
    host.source.kind = kind;
    EXPECT_THAT(refusal(host), HasSubstr(words));
  }
}

TEST(Prepare, RefusesImagesThatTakeNoPainting) {
  MemoryHost indexed(gradient(20, 20));
  indexed.source.indexed = true;
  EXPECT_THAT(refusal(indexed), HasSubstr("Image > Mode > RGB"));
  MemoryHost floating(gradient(20, 20));
  floating.source.image_has_floating_selection = true;
  EXPECT_THAT(refusal(floating), HasSubstr("floating selection"));
  MemoryHost beside(gradient(20, 20));
  beside.source.selection = Rectangle{};
  EXPECT_THAT(refusal(beside), HasSubstr("selection does not touch the layer"));
}

TEST(Prepare, RefusesToGoOnWithoutAStyle) {
  MemoryHost host(gradient(20, 20));
  ui::Choices choices = quick_choices();
  choices.style.clear();
  EXPECT_THAT(error_text([&] { prepare(host, choices); }), HasSubstr("No style picture is chosen"));
}

TEST(Prepare, RefusesWhatDoesNotFitTheMemoryBeforeItReadsIt) {
  Source huge;
  huge.width = huge.height = 200000;
  UntouchedHost host({huge});
  EXPECT_THAT(error_text([&] { prepare(host, quick_choices()); }), HasSubstr("memory"));
}

TEST(Prepare, PlansThePaintingForTheMemoryThatTheLayersLeave) {
  constexpr int side = 1024;  // so that a byte a pixel is a MiB
  constexpr int own = 64;     // as filter.cpp reckons, a pixel of the layer that is painted
  constexpr int other = 40;   // and of one that waits
  MemoryHost host(Image(side, side));
  ui::Choices choices = quick_choices();
  choices.settings.memory_limit = 2000;
  EXPECT_EQ(prepare(host, choices).front().request.settings.memory_limit, 2000 - own);
  host.copies = 3;
  for (const Job& job : prepare(host, choices)) {
    EXPECT_EQ(job.request.settings.memory_limit, 2000 - own - 2 * other);
  }
}

TEST(Prepare, ReadsNoMoreThanIsPainted) {
  MemoryHost host(gradient(400, 300));
  host.select({200, 100, 10, 20}, 0.5F);
  const Job job = prepare(host, quick_choices()).front();
  EXPECT_EQ(job.box, (Rectangle{136, 36, 138, 148}));
  EXPECT_EQ(job.request.content, host.read(0, job.box));
  EXPECT_EQ(job.request.selection, host.read_selection(0, job.box));
  EXPECT_EQ(job.layer_name, "Neural Style: Default, Great Wave");
  EXPECT_THAT(host.loaded, ElementsAre("/paintings/Great Wave.png"));
}

TEST(Prepare, ReadsTheStylesAndMasksThatSettingsName) {
  MemoryHost host(gradient(300, 200));
  host.select({100, 80, 20, 10}, 1);
  Mask sky(300, 200);
  sky.row(80)[100] = 1;
  host.masks["Sky"] = sky;
  host.layers_by_name["Wave"] = {"Wave", gradient(30, 20)};
  ui::Choices choices = quick_choices();
  set_settings(choices.settings, "more_styles=Wave,./file.png blend=1,2 regions=Sky keep=Sky");
  const std::vector<Job> jobs = prepare(host, choices);
  const Request& request = jobs.front().request;
  EXPECT_THAT(host.loaded, ElementsAre(choices.style, "./file.png"));
  ASSERT_THAT(request.styles, SizeIs(3));
  EXPECT_EQ(request.styles[1].image.width(), 30);
  EXPECT_EQ(request.styles[1].weight, 2);
  EXPECT_EQ(request.styles[0].region, 1U);
  EXPECT_EQ(request.styles[1].region, 0U);
  // The masks are cut to what is painted, 64 pixels around the selection.
  ASSERT_THAT(request.regions, SizeIs(1));
  EXPECT_EQ(request.regions[0].width(), request.content.width());
  EXPECT_EQ(request.regions[0].row(64)[64], 1);
  EXPECT_EQ(request.keep, request.regions[0]);
}

TEST(Prepare, CutsAStylesMaskToWhereItsLayerLies) {
  MemoryHost host(gradient(300, 200));
  Mask sky(300, 200);
  sky.row(41)[52] = 1;
  host.masks["Sky"] = sky;
  host.layers_by_name["Wave"] = {"Wave", gradient(30, 20), Rectangle{50, 40, 30, 20}};
  ui::Choices choices = quick_choices();
  set_settings(choices.settings, "more_styles=Wave style_masks=all,Sky");
  const std::vector<Job> jobs = prepare(host, choices);
  const Mask& mask = jobs.front().request.styles.at(1).mask;
  ASSERT_EQ(mask.width(), 30);
  ASSERT_EQ(mask.height(), 20);
  EXPECT_EQ(mask.row(1)[2], 1);
  set_settings(choices.settings, "style_masks=Sky");
  EXPECT_THAT(error_text([&] { prepare(host, choices); }), HasSubstr("style picture 1 is no layer of this image"));
}

TEST(Prepare, RefusesAMaskFileOfAnotherSize) {
  MemoryHost host(gradient(30, 20));
  ui::Choices choices = quick_choices();
  set_settings(choices.settings, "keep=./mask.png");
  EXPECT_THAT(error_text([&] { prepare(host, choices); }), HasSubstr("has 24 x 24 pixels, the layer has 30 x 20"));
}

TEST(Run, AddsOneLayerAndTellsOfItsProgress) {
  MemoryHost host(gradient(40, 32));
  EXPECT_THAT(run(host, quick_choices()), ElementsAre(101));
  ASSERT_THAT(host.layers, SizeIs(1));
  const NewLayer& layer = host.layers.front();
  EXPECT_EQ(layer.box, (Rectangle{0, 0, 40, 32}));
  EXPECT_EQ(layer.picture.width(), 40);
  EXPECT_EQ(layer.picture.height(), 32);
  EXPECT_TRUE(layer.selection.empty());
  EXPECT_GT(largest_difference(layer.picture, host.picture), 0.01F);
  EXPECT_THAT(host.told, Not(IsEmpty()));
  EXPECT_THAT(host.messages, IsEmpty());
}

TEST(Run, PaintsSeveralLayersAsOneRun) {
  MemoryHost host(gradient(40, 32));
  host.copies = 3;
  EXPECT_THAT(run(host, quick_choices()), ElementsAre(101, 102, 103));
  EXPECT_THAT(host.loaded, SizeIs(1));
  EXPECT_EQ(host.layers.front().picture, host.layers.back().picture);
  double fraction = 0;
  for (const Progress& progress : host.told) {
    EXPECT_GE(progress.fraction, fraction);
    fraction = progress.fraction;
  }
  EXPECT_THAT(host.told.front().text, HasSubstr("Layer 1 of 3: "));
  EXPECT_THAT(host.told.back().text, HasSubstr("Layer 3 of 3: "));
}

TEST(Run, AddsNoneOfSeveralLayersIfOneCannotBePainted) {
  Source layer;
  layer.width = layer.height = 20;
  Source group = layer;
  group.kind = DrawableKind::group;
  UntouchedHost host({layer, group});
  EXPECT_THAT(error_text([&] { run(host, quick_choices()); }), HasSubstr("layer group"));
}

TEST(Run, BringsASmallPaintingToTheLayersSizeAndKeepsItsAlpha) {
  MemoryHost host(fading(gradient(150, 90)));
  ui::Choices choices = quick_choices();
  choices.settings.size = {Size::Kind::long_side, 48, 0};
  run(host, choices);
  ASSERT_THAT(host.layers, SizeIs(1));
  EXPECT_EQ(host.layers.front().picture.width(), 150);
  EXPECT_EQ(alpha_of(host.layers.front().picture), alpha_of(host.picture));
}

TEST(Run, TakesTheOriginalColorsAtTheLayersSize) {
  MemoryHost host(constant(150, 90, 0.7F, 0.5F, 0.4F));
  const auto samples = host.picture.samples();
  for (std::size_t i = 0; i < samples.size(); i += 8) {
    std::swap(samples[i], samples[i + 2]);  // stripes, blue and red, that a small painting cannot show
  }
  ui::Choices choices = quick_choices();
  choices.settings.size = {Size::Kind::long_side, 48, 0};
  choices.settings.color = Color::original;
  run(host, choices);
  ASSERT_THAT(host.layers, SizeIs(1));
  const auto painted = host.layers.front().picture.samples();
  for (std::size_t i = 0; i < painted.size(); i += 8) {
    ASSERT_GT(painted[i + 2] - painted[i], 0.1F) << i;
    ASSERT_GT(painted[i + 4] - painted[i + 6], 0.1F) << i;
  }
}

TEST(Run, ChangesNothingThatIsNotSelected) {
  MemoryHost host(gradient(120, 60));
  host.select({20, 10, 16, 16}, 0.5F);
  host.picture.row(0)[0] = 40;  // a layer of floats may hold anything
  ui::Choices choices = quick_choices();
  choices.settings.size = {Size::Kind::long_side, 64, 0};
  run(host, choices);
  ASSERT_THAT(host.layers, SizeIs(1));
  const NewLayer& layer = host.layers.front();
  EXPECT_EQ(layer.box, (Rectangle{0, 0, 100, 60}));
  EXPECT_EQ(layer.selection, host.read_selection(0, layer.box));
  int changed = 0;
  for (int y = 0; y < 60; ++y) {
    for (int x = 0; x < 100; ++x) {
      const auto at = static_cast<std::size_t>(x) * 4;
      const bool same = std::ranges::equal(layer.picture.row(y).subspan(at, 4), host.picture.row(y).subspan(at, 4));
      const bool selected = x >= 20 && x < 36 && y >= 10 && y < 26;
      EXPECT_TRUE(same || selected) << x << ", " << y;
      changed += same ? 0 : 1;
    }
  }
  EXPECT_GT(changed, 100);
}

TEST(Run, LeavesTheColorUnderFullTransparencyAlone) {
  MemoryHost host(gradient(40, 40));
  for (int y = 0; y < 20; ++y) {
    for (std::size_t x = 0; x < 40; ++x) {
      host.picture.row(y)[4 * x + 3] = 0;
    }
  }
  run(host, quick_choices());
  ASSERT_THAT(host.layers, SizeIs(1));
  for (int y = 0; y < 20; ++y) {
    EXPECT_TRUE(std::ranges::equal(host.layers.front().picture.row(y), host.picture.row(y))) << y;
  }
}

TEST(Run, KeepsGrayGray) {
  MemoryHost host(gradient(40, 40));
  host.source.gray = true;
  run(host, quick_choices());
  ASSERT_THAT(host.layers, SizeIs(1));
  const auto samples = host.layers.front().picture.samples();
  for (std::size_t i = 0; i < samples.size(); i += 4) {
    ASSERT_EQ(samples[i], samples[i + 1]);
    ASSERT_EQ(samples[i], samples[i + 2]);
  }
}

TEST(Run, CountsNaNAsNothingAndWarns) {
  for (const int side : {0, 32}) {  // with and without a change of size
    MemoryHost host(gradient(48, 40));
    host.picture.row(3)[0] = std::numeric_limits<float>::quiet_NaN();
    host.picture.row(5)[3] = std::numeric_limits<float>::quiet_NaN();
    ui::Choices choices = quick_choices();
    if (side > 0) {
      choices.settings.size = {Size::Kind::long_side, side, 0};
    }
    run(host, choices);
    EXPECT_THAT(host.messages, SizeIs(1));
    ASSERT_THAT(host.layers, SizeIs(1));
    const Image& painted = host.layers.front().picture;
    EXPECT_TRUE(std::ranges::all_of(painted.row(3), [](float sample) { return sample >= 0 && sample <= 1; }));
    // A pixel whose alpha is NaN is transparent, and stays what it is.
    EXPECT_TRUE(std::isnan(painted.row(5)[3]));
    EXPECT_FALSE(std::isnan(painted.row(5)[7]));
  }
}

TEST(Run, ClipsColorsOutsideTheRangeWithoutAWord) {
  MemoryHost host(gradient(40, 40));
  host.picture.row(3)[0] = 40;
  host.picture.row(4)[0] = -3;
  host.picture.row(5)[0] = std::numeric_limits<float>::infinity();
  host.style.row(0)[0] = 2;
  run(host, quick_choices());
  EXPECT_THAT(host.messages, IsEmpty());
  ASSERT_THAT(host.layers, SizeIs(1));
  EXPECT_TRUE(std::ranges::all_of(host.layers.front().picture.samples(),
                                  [](float sample) { return sample >= 0 && sample <= 1; }));
}

TEST(Run, GivesAResultOrASentenceForTinyLayers) {
  for (const auto& [width, height] : {std::pair{1, 1}, {3, 3}, {50, 3}, {1, 50}}) {
    MemoryHost host(gradient(width, height));
    try {
      run(host, quick_choices());
      ASSERT_THAT(host.layers, SizeIs(1));
      EXPECT_EQ(host.layers.front().picture.width(), width);
      EXPECT_EQ(host.layers.front().picture.height(), height);
    } catch (const Error& error) {
      EXPECT_THAT(host.layers, IsEmpty());
      EXPECT_STRNE(error.what(), "");
    }
  }
}

TEST(Paint, CancelledKeepsNothing) {
  class Cancels final : public Observer {
    Wish wish() override { return Wish::cancel; }
  } observer;
  MemoryHost host(gradient(40, 40));
  EXPECT_THROW(paint(prepare(host, quick_choices()).front(), observer), Cancelled);
  EXPECT_THAT(host.layers, IsEmpty());
}

TEST(Paint, ShowsPreviewsOfGrayLayersInGray) {
  class Looks final : public Observer {
   public:
    bool wants_preview(const Evaluation& /*evaluation*/) override { return true; }
    void preview(const Image& picture, const Evaluation& /*evaluation*/) override {
      ++previews;
      const auto samples = picture.samples();
      for (std::size_t i = 0; i < samples.size(); i += 4) {
        gray = gray && samples[i] == samples[i + 1] && samples[i] == samples[i + 2];
      }
    }
    int previews = 0;
    bool gray = true;
  } observer;
  MemoryHost host(gradient(40, 40));
  host.source.gray = true;
  paint(prepare(host, quick_choices()).front(), observer);
  EXPECT_GT(observer.previews, 0);
  EXPECT_TRUE(observer.gray);
}

TEST(Paint, LetsTheObserverHoldBackEachScale) {
  class Counts final : public Observer {
   public:
    void begin_scale(const Scale& /*scale*/) override { ++scales; }
    int scales = 0;
  } observer;
  MemoryHost host(gradient(40, 40));
  host.source.gray = true;
  const std::vector<Job> jobs(2, prepare(host, quick_choices()).front());
  paint(jobs, observer);
  EXPECT_EQ(observer.scales, 2);  // of each layer one
}

TEST(Paint, SameJobGivesTheSameBytes) {
  MemoryHost host(gradient(40, 40));
  ui::Choices choices = quick_choices();
  choices.settings.noise = 0.5;
  choices.settings.seed = 7;
  const Job job = prepare(host, choices).front();
  Silent observer;
  EXPECT_EQ(paint(job, observer).layer.picture, paint(job, observer).layer.picture);
}

}  // namespace
}  // namespace neural_style::plugin
