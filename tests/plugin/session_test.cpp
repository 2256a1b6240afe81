// The dialog without widgets, with paintings that are none.
#include "ui/session.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "plugin/paint_without_end.hpp"
#include "plugin/wait_for_news.hpp"
#include "support/error_text.hpp"
#include "support/pictures.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style::ui {
namespace {

using Phase = Session::Phase;

TEST(Session, ChoosesByTheTablesRules) {
  Session session({});
  session.choose_style("/a.png");
  session.choose_setting("strength", "0.7");
  EXPECT_EQ(session.choices().style, "/a.png");
  EXPECT_EQ(session.choices().settings.strength, 0.7);
  const Choices before = session.choices();
  EXPECT_NE(error_text([&] { session.choose_setting("strength", "seven"); }), "");
  EXPECT_NE(error_text([&] { session.choose_preset("none such"); }), "");
  EXPECT_EQ(session.choices(), before);
}

TEST(Session, PresetsAndResetSetEverythingButTheStyle) {
  Session session({});
  session.choose_style("/a.png");
  session.choose_setting("strength", "0.7");
  session.choose_preset("tutorial");
  EXPECT_EQ(session.choices().settings, preset("tutorial").settings);
  session.choose_setting("seed", "9");
  session.reset();
  EXPECT_EQ(session.choices(), (Choices{"/a.png", std::nullopt, "tutorial", preset("tutorial").settings}));
}

TEST(Session, PresetsAreSavedAndLoaded) {
  const TemporaryFolder folder;
  Session session({});
  session.choose_style("/a.png");
  session.choose_preset("tutorial");
  session.choose_setting("strength", "0.7");
  const Choices saved = session.choices();
  session.save_preset(folder / "mine.json");
  session.choose_preset("default");
  session.load_preset(folder / "mine.json");
  EXPECT_EQ(session.choices().preset, "tutorial");
  EXPECT_EQ(session.choices().settings.strength, 0.7);
  const Choices before = session.choices();
  EXPECT_NE(error_text([&] { session.load_preset(folder / "none.json"); }), "");
  EXPECT_EQ(session.choices(), before);
  EXPECT_EQ(before.style, saved.style);
}

TEST(Session, HandsOverProgressAndTheNewestPreview) {
  Session session({});
  session.start(
      [](Observer& observer) {
        observer.progress({0.25, "first", std::nullopt});
        observer.progress({0.5, "second", 3.0});
        if (observer.wants_preview({})) {
          observer.preview(constant(2, 1, 0.5F, 0, 0), {});
        }
        paint_without_end(observer);
      },
      Reach::end);
  const Session::News news = wait_for_news(session, [](const Session::News& each) { return each.preview.has_value(); });
  EXPECT_EQ(news.phase, Phase::painting);
  EXPECT_EQ(news.preview, constant(2, 1, 0.5F, 0, 0));
  // Each is handed over once.
  EXPECT_FALSE(session.poll().preview);
  EXPECT_FALSE(session.poll().progress);
  session.stop();
  EXPECT_EQ(wait_until_ended(session).phase, Phase::painted);
}

TEST(Session, ShrinksLargePreviewsBeforeHandingThemOver) {
  Session session({});
  session.start([](Observer& observer) { observer.preview(constant(Session::preview_side * 3, 30, 0.5F, 0, 0), {}); },
                Reach::end);
  const Session::News news = wait_for_news(session, [](const Session::News& each) { return each.preview.has_value(); });
  EXPECT_EQ(news.preview->width(), Session::preview_side);
  EXPECT_EQ(news.preview->height(), 10);
}

TEST(Session, StopKeepsAndCancelDoesNot) {
  Session session({});
  session.start(paint_without_end, Reach::end);
  EXPECT_EQ(session.poll().phase, Phase::painting);
  session.stop();
  EXPECT_NE(session.poll().phase, Phase::painting);
  EXPECT_EQ(wait_until_ended(session).phase, Phase::painted);

  session.start(paint_without_end, Reach::end);
  session.cancel();
  const Session::News news = wait_until_ended(session);
  EXPECT_EQ(news.phase, Phase::choosing);
  EXPECT_EQ(news.error, "");
}

TEST(Session, CancelWinsOverStop) {
  Session session({});
  std::atomic<bool> noticed_both = false;
  session.start(
      [&](Observer& observer) {
        while (!noticed_both) {
          std::this_thread::yield();
        }
        paint_without_end(observer);
      },
      Reach::end);
  session.cancel();
  session.stop();
  noticed_both = true;
  EXPECT_EQ(wait_until_ended(session).phase, Phase::choosing);
}

TEST(Session, CancelledTooLateIsCancelledAllTheSame) {
  Session session({});
  std::atomic<bool> go_on = false;
  session.start(
      [&](Observer& /*observer*/) {
        while (!go_on) {
          std::this_thread::yield();
        }
      },
      Reach::end);
  session.cancel();
  go_on = true;
  EXPECT_EQ(wait_until_ended(session).phase, Phase::choosing);
}

TEST(Session, TellsOnceWhyAPaintingFailedAndCanBeStartedAgain) {
  Session session({});
  session.start([](Observer& /*observer*/) { throw Error("It does not fit."); }, Reach::end);
  const Session::News news = wait_until_ended(session);
  EXPECT_EQ(news.phase, Phase::choosing);
  EXPECT_EQ(news.error, "It does not fit.");
  EXPECT_EQ(session.poll().error, "");
  session.start([](Observer& /*observer*/) {}, Reach::end);
  EXPECT_EQ(wait_until_ended(session).phase, Phase::painted);
}

TEST(Session, PutsWantOfMemoryIntoASentence) {
  Session session({});
  session.start([](Observer& /*observer*/) { throw std::bad_alloc(); }, Reach::end);
  EXPECT_NE(wait_until_ended(session).error.find("memory"), std::string::npos);
}

TEST(Session, PaintsOneAtATime) {
  Session session({});
  session.start(paint_without_end, Reach::end);
  EXPECT_THROW(session.start(paint_without_end, Reach::end), std::logic_error);
}

TEST(Session, EndsItsPaintingWhenItEnds) {
  std::atomic<bool> cancelled = false;
  {
    Session session({});
    session.start(
        [&](Observer& observer) {
          try {
            paint_without_end(observer);
          } catch (const Cancelled&) {
            cancelled = true;
            throw;
          }
        },
        Reach::end);
  }
  EXPECT_TRUE(cancelled);
}

/// Walks up the scales as stylize() does, with a picture of each, until it is asked to end.
class Scales {
 public:
  explicit Scales(std::vector<int> sides) : sides_(std::move(sides)) {}

  void operator()(Observer& observer) const {
    for (const int side : sides_) {
      observer.begin_scale({side, side / 2, 1});
      if (observer.wish() == Wish::cancel) {
        throw Cancelled();
      }
      if (observer.wish() == Wish::stop) {
        return;
      }
      observer.progress({side / static_cast<double>(sides_.back()), std::to_string(side), std::nullopt});
      observer.preview(constant(side, side / 2, 0.5F, 0, 0), {});
    }
  }

 private:
  std::vector<int> sides_;
};

Session::News wait_until_waiting(Session& session) {
  return wait_for_news(session, [](const Session::News& each) { return each.waiting; });
}

TEST(Session, ASketchWaitsBeforeTheFineScales) {
  Session session({});
  session.start(Scales({360, Session::sketch_side, 2 * Session::sketch_side}), Reach::sketch);
  EXPECT_EQ(wait_until_waiting(session).phase, Phase::sketching);
  EXPECT_TRUE(session.poll().waiting);
  session.go_on();
  EXPECT_EQ(session.poll().phase, Phase::painting);
  EXPECT_EQ(wait_until_ended(session).phase, Phase::painted);
}

TEST(Session, APaintingWaitsForNobody) {
  Session session({});
  session.start(Scales({360, 2 * Session::sketch_side}), Reach::end);
  EXPECT_EQ(wait_until_ended(session).phase, Phase::painted);
}

TEST(Session, ASketchThatHasComeToTheEndIsThePainting) {
  Session session({});
  session.start(Scales({200, 400}), Reach::sketch);
  const Session::News news = wait_until_waiting(session);
  EXPECT_EQ(news.phase, Phase::sketching);
  session.go_on();
  EXPECT_EQ(session.poll().phase, Phase::painted);
}

TEST(Session, ASketchThatWaitsCanBeCancelledOrItsSessionEnd) {
  Session session({});
  for (int i = 0; i < 2; ++i) {
    session.start(Scales({360, 2 * Session::sketch_side}), Reach::sketch);
    wait_until_waiting(session);
    if (i == 0) {
      session.cancel();
      EXPECT_EQ(wait_until_ended(session).phase, Phase::choosing);
    }
  }
}

TEST(Session, ACompleteSketchThatIsCancelledIsNoPainting) {
  Session session({});
  session.start(Scales({200}), Reach::sketch);
  wait_until_waiting(session);
  session.cancel();
  EXPECT_EQ(session.poll().phase, Phase::choosing);
  session.go_on();
  EXPECT_EQ(session.poll().phase, Phase::choosing);
}

TEST(Session, WhoLooksCloselyGetsTheFineScalesAndTheirPixels) {
  constexpr int side = 2 * Session::sketch_side;
  Session session({});
  session.start(Scales({360, side}), Reach::sketch);
  EXPECT_FALSE(wait_until_waiting(session).detail);
  const Part part{0.25, 0.5, 0.125, 0.25};
  session.look_at(part);
  const Session::News news = wait_for_news(session, [](const Session::News& each) { return each.detail.has_value(); });
  EXPECT_EQ(news.phase, Phase::sketching);
  EXPECT_EQ(news.detail->part, part);
  EXPECT_EQ(news.detail->picture.width(), side / 8);
  EXPECT_EQ(news.detail->picture.height(), side / 8);
}

TEST(Session, TellsOnceWhyASketchFailed) {
  Session session({});
  session.start([](Observer& /*observer*/) { throw Error("It does not fit."); }, Reach::sketch);
  EXPECT_EQ(wait_until_ended(session).error, "It does not fit.");
}

TEST(Session, StopAndCancelWithoutAPaintingDoNothing) {
  Session session({});
  session.stop();
  session.cancel();
  EXPECT_EQ(session.poll().phase, Phase::choosing);
}

}  // namespace
}  // namespace neural_style::ui
