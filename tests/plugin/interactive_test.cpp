// A watched run, with a dialog that is a function.
#include "plugin/interactive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>

#include "plugin/filter.hpp"
#include "plugin/last_values.hpp"
#include "plugin/memory_host.hpp"
#include "plugin/wait_for_news.hpp"
#include "support/error_text.hpp"

namespace neural_style::plugin {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

double mean_difference(const Image& a, const Image& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.samples().size(); ++i) {
    sum += std::abs(a.samples()[i] - b.samples()[i]);
  }
  return sum / static_cast<double>(a.samples().size());
}

TEST(Interactive, AddsTheLayerAndRemembersTheChoices) {
  MemoryHost host(gradient(40, 32));
  host.last_values = last_values_text(quick_choices());
  const auto layers =
      run_interactively(host, [&](ui::Session& session, ui::Studio& studio, const ui::Original& /*original*/) {
        EXPECT_EQ(session.choices(), quick_choices());
        session.choose_setting("strength", "0.6");
        studio.decided(session.choices());
        session.start(studio.prepare(session.choices()), ui::Reach::end);
        return ui::wait_until_ended(session).phase == ui::Session::Phase::painted;
      });
  EXPECT_THAT(layers, ElementsAre(101));
  EXPECT_THAT(host.layers, SizeIs(1));
  ui::Choices chosen = quick_choices();
  chosen.settings.strength = 0.6;
  EXPECT_EQ(last_choices(host), chosen);
}

TEST(Interactive, GoesOnFromAPainting) {
  MemoryHost host(gradient(40, 32));
  ui::Choices painted = quick_choices();
  painted.settings.strength = 0.7;
  host.original = constant(40, 32, 0.2F, 0.4F, 0.6F);
  host.source.choices = last_values_text(painted);
  Image first_seen;
  run_interactively(host, [&](ui::Session& session, ui::Studio& studio, const ui::Original& /*original*/) {
    EXPECT_EQ(studio.earlier(), painted);
    ui::Choices choices = *studio.earlier();
    choices.go_on = true;
    session.choose(choices);
    session.start(studio.prepare(choices), ui::Reach::end);
    const ui::Session::News news =
        ui::wait_for_news(session, [](const ui::Session::News& each) { return each.preview.has_value(); });
    first_seen = *news.preview;
    return ui::wait_until_ended(session).phase == ui::Session::Phase::painted;
  });
  ASSERT_THAT(host.layers, SizeIs(1));
  EXPECT_EQ(first_seen.samples().size(), host.picture.samples().size());
  EXPECT_TRUE(host.layers.front().goes_on);
  EXPECT_EQ(parse_last_values(host.layers.front().choices), painted);
  // Three evaluations later it is still much more like the painting than like what that was made of.
  EXPECT_LT(mean_difference(host.layers.front().picture, host.picture),
            0.5 * mean_difference(host.layers.front().picture, host.original));
}

TEST(Interactive, OffersToGoOnFromOneKnownPaintingAlone) {
  const auto offered = [](const std::string& choices, std::size_t copies) {
    MemoryHost host(gradient(40, 32));
    host.source.choices = choices;
    host.copies = copies;
    bool offers = false;
    run_interactively(host, [&](ui::Session& /*session*/, ui::Studio& studio, const ui::Original& /*original*/) {
      offers = studio.earlier().has_value();
      return false;
    });
    return offers;
  };
  EXPECT_TRUE(offered(last_values_text(quick_choices()), 1));
  EXPECT_FALSE(offered(last_values_text(quick_choices()), 2));
  EXPECT_FALSE(offered("", 1));
  EXPECT_FALSE(offered("{\"version\": 99}", 1));
}

TEST(Interactive, LayersKeepHowTheyWerePainted) {
  MemoryHost host(gradient(40, 32));
  ui::Choices choices = quick_choices();
  run(host, choices);
  EXPECT_EQ(parse_last_values(host.layers.front().choices), choices);
  EXPECT_FALSE(host.layers.front().goes_on);
  choices.style_layer = 7;
  run(host, choices);
  EXPECT_EQ(parse_last_values(host.layers.back().choices).style, "") << "a layer's number means nothing later";
}

TEST(Interactive, LeavesNothingIfTheDialogIsLeft) {
  MemoryHost host(gradient(40, 32));
  const auto layers =
      run_interactively(host, [](ui::Session& session, ui::Studio& /*studio*/, const ui::Original& /*original*/) {
        EXPECT_EQ(session.choices(), ui::Choices{});
        return false;
      });
  EXPECT_THAT(layers, IsEmpty());
  EXPECT_THAT(host.layers, IsEmpty());
  EXPECT_FALSE(host.last_values);
}

TEST(Interactive, BeginsWithTheDefaultsIfTheLastValuesAreDamaged) {
  MemoryHost host(gradient(40, 32));
  host.last_values = "{";
  run_interactively(host, [](ui::Session& session, ui::Studio& /*studio*/, const ui::Original& /*original*/) {
    EXPECT_EQ(session.choices(), ui::Choices{});
    return false;
  });
}

TEST(Interactive, LetsThePersonMendAndPaintAgain) {
  MemoryHost host(gradient(40, 32));
  const auto layers =
      run_interactively(host, [](ui::Session& session, ui::Studio& studio, const ui::Original& /*original*/) {
        EXPECT_THAT(error_text([&] { studio.prepare(session.choices()); }), HasSubstr("No style"));
        session.choose_style(quick_choices().style);
        session.choose_setting("scales", "1");
        session.choose_setting("evaluations", "100000");
        session.choose_setting("coarse_evaluations", "100000");
        session.start(studio.prepare(session.choices()), ui::Reach::end);
        session.cancel();
        EXPECT_EQ(ui::wait_until_ended(session).phase, ui::Session::Phase::choosing);
        session.choose_setting("evaluations", "3");
        session.choose_setting("coarse_evaluations", "3");
        session.start(studio.prepare(session.choices()), ui::Reach::end);
        return ui::wait_until_ended(session).phase == ui::Session::Phase::painted;
      });
  EXPECT_THAT(layers, ElementsAre(101));
}

TEST(Interactive, ReadsPicturesOnceHoweverOftenTheSettingsChange) {
  MemoryHost host(gradient(40, 32));
  run_interactively(host, [&](ui::Session& session, ui::Studio& studio, const ui::Original& original) {
    EXPECT_EQ(original.small, host.picture);
    EXPECT_EQ(original.width, 40);
    const int before = host.reads;
    session.choose(quick_choices());
    for (const char* const strength : {"0.2", "0.4"}) {
      session.choose_setting("strength", strength);
      studio.prepare(session.choices());
    }
    EXPECT_EQ(host.reads, before + 1);
    EXPECT_THAT(host.loaded, SizeIs(1));
    session.choose_style("/paintings/another.png");
    studio.prepare(session.choices());
    EXPECT_EQ(host.reads, before + 1);
    EXPECT_THAT(host.loaded, SizeIs(2));
    return false;
  });
}

TEST(Interactive, ShowsPartsOfWhatIsPaintedPixelByPixel) {
  MemoryHost host(gradient(400, 300));
  host.select({100, 100, 50, 50}, 1);
  run_interactively(host, [&](ui::Session& /*session*/, ui::Studio& /*studio*/, const ui::Original& original) {
    EXPECT_EQ(original.width, 178);  // the selection and what is around it
    const ui::Detail detail = original.detail({0.5, 0.5, 0.25, 0.25});
    constexpr std::size_t corner = 36 + 89;  // where the surroundings begin, and half of them
    EXPECT_EQ(detail.picture.row(0)[0], host.picture.row(static_cast<int>(corner))[4 * corner]);
    return false;
  });
}

TEST(Interactive, SaysWhatASentenceIsAbout) {
  MemoryHost host(gradient(40, 32));
  run_interactively(host, [](ui::Session& session, ui::Studio& studio, const ui::Original& /*original*/) {
    const auto topic = [&] {
      try {
        studio.prepare(session.choices());
      } catch (const ui::Trouble& trouble) {
        return trouble.topic();
      }
      return ui::Topic::painting;
    };
    EXPECT_EQ(topic(), ui::Topic::style);
    session.choose(quick_choices());
    EXPECT_TRUE(studio.needs(session.choices()).fit);
    session.choose_setting("memory_limit", "1");
    const ui::Needs needs = studio.needs(session.choices());
    EXPECT_FALSE(needs.fit);
    EXPECT_GT(needs.memory, needs.limit);
    EXPECT_EQ(topic(), ui::Topic::size);
    return false;
  });
}

TEST(Interactive, ShowsNoDialogForWhatCannotBePainted) {
  MemoryHost host(gradient(40, 32));
  host.source.kind = DrawableKind::group;
  EXPECT_THAT(error_text([&] {
                run_interactively(
                    host, [](ui::Session& /*session*/, ui::Studio& /*studio*/, const ui::Original& /*original*/) {
                      ADD_FAILURE() << "no dialog was expected";
                      return false;
                    });
              }),
              HasSubstr("layer group"));
}

TEST(LastChoices, SayWhatToDoIfThereAreNone) {
  MemoryHost host(gradient(4, 4));
  EXPECT_THAT(error_text([&] { last_choices(host); }), HasSubstr("Filters > Artistic"));
}

}  // namespace
}  // namespace neural_style::plugin
