// A watched run, with a dialog that is a function.
#include "plugin/interactive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
using ui::Prepare;

TEST(Interactive, AddsTheLayerAndRemembersTheChoices) {
  MemoryHost host(gradient(40, 32));
  host.last_values = last_values_text(quick_choices());
  const auto layers = run_interactively(host, [&](ui::Session& session, const Prepare& prepare) {
    EXPECT_EQ(session.choices(), quick_choices());
    session.choose_setting("strength", "0.6");
    session.start(prepare(session.choices()));
    return ui::wait_until_ended(session).phase == ui::Session::Phase::painted;
  });
  EXPECT_THAT(layers, ElementsAre(101));
  EXPECT_THAT(host.layers, SizeIs(1));
  ui::Choices chosen = quick_choices();
  chosen.settings.strength = 0.6;
  EXPECT_EQ(last_choices(host), chosen);
}

TEST(Interactive, LeavesNothingIfTheDialogIsLeft) {
  MemoryHost host(gradient(40, 32));
  const auto layers = run_interactively(host, [](ui::Session& session, const Prepare& /*prepare*/) {
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
  run_interactively(host, [](ui::Session& session, const Prepare& /*prepare*/) {
    EXPECT_EQ(session.choices(), ui::Choices{});
    return false;
  });
}

TEST(Interactive, LetsThePersonMendAndPaintAgain) {
  MemoryHost host(gradient(40, 32));
  const auto layers = run_interactively(host, [](ui::Session& session, const Prepare& prepare) {
    EXPECT_THAT(error_text([&] { prepare(session.choices()); }), HasSubstr("No style"));
    session.choose_style(quick_choices().style);
    session.choose_setting("scales", "1");
    session.choose_setting("evaluations", "100000");
    session.choose_setting("coarse_evaluations", "100000");
    session.start(prepare(session.choices()));
    session.cancel();
    EXPECT_EQ(ui::wait_until_ended(session).phase, ui::Session::Phase::choosing);
    session.choose_setting("evaluations", "3");
    session.choose_setting("coarse_evaluations", "3");
    session.start(prepare(session.choices()));
    return ui::wait_until_ended(session).phase == ui::Session::Phase::painted;
  });
  EXPECT_THAT(layers, ElementsAre(101));
}

TEST(Interactive, ShowsNoDialogForWhatCannotBePainted) {
  MemoryHost host(gradient(40, 32));
  host.source.kind = DrawableKind::group;
  EXPECT_THAT(error_text([&] {
                run_interactively(host, [](ui::Session& /*session*/, const Prepare& /*prepare*/) {
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
