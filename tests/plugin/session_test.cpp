// The dialog without widgets, with paintings that are none.
#include "ui/session.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <new>
#include <stdexcept>
#include <thread>

#include "plugin/paint_without_end.hpp"
#include "plugin/wait_for_news.hpp"
#include "support/error_text.hpp"
#include "support/pictures.hpp"

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

TEST(Session, HandsOverProgressAndTheNewestPreview) {
  Session session({});
  session.start([](Observer& observer) {
    observer.progress({0.25, "first", std::nullopt});
    observer.progress({0.5, "second", 3.0});
    if (observer.wants_preview({})) {
      observer.preview(constant(2, 1, 0.5F, 0, 0), {});
    }
    paint_without_end(observer);
  });
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
  session.start([](Observer& observer) { observer.preview(constant(Session::preview_side * 3, 30, 0.5F, 0, 0), {}); });
  const Session::News news = wait_for_news(session, [](const Session::News& each) { return each.preview.has_value(); });
  EXPECT_EQ(news.preview->width(), Session::preview_side);
  EXPECT_EQ(news.preview->height(), 10);
}

TEST(Session, StopKeepsAndCancelDoesNot) {
  Session session({});
  session.start(paint_without_end);
  EXPECT_EQ(session.poll().phase, Phase::painting);
  session.stop();
  EXPECT_NE(session.poll().phase, Phase::painting);
  EXPECT_EQ(wait_until_ended(session).phase, Phase::painted);

  session.start(paint_without_end);
  session.cancel();
  const Session::News news = wait_until_ended(session);
  EXPECT_EQ(news.phase, Phase::choosing);
  EXPECT_EQ(news.error, "");
}

TEST(Session, CancelWinsOverStop) {
  Session session({});
  std::atomic<bool> noticed_both = false;
  session.start([&](Observer& observer) {
    while (!noticed_both) {
      std::this_thread::yield();
    }
    paint_without_end(observer);
  });
  session.cancel();
  session.stop();
  noticed_both = true;
  EXPECT_EQ(wait_until_ended(session).phase, Phase::choosing);
}

TEST(Session, CancelledTooLateIsCancelledAllTheSame) {
  Session session({});
  std::atomic<bool> go_on = false;
  session.start([&](Observer& /*observer*/) {
    while (!go_on) {
      std::this_thread::yield();
    }
  });
  session.cancel();
  go_on = true;
  EXPECT_EQ(wait_until_ended(session).phase, Phase::choosing);
}

TEST(Session, TellsOnceWhyAPaintingFailedAndCanBeStartedAgain) {
  Session session({});
  session.start([](Observer& /*observer*/) { throw Error("It does not fit."); });
  const Session::News news = wait_until_ended(session);
  EXPECT_EQ(news.phase, Phase::choosing);
  EXPECT_EQ(news.error, "It does not fit.");
  EXPECT_EQ(session.poll().error, "");
  session.start([](Observer& /*observer*/) {});
  EXPECT_EQ(wait_until_ended(session).phase, Phase::painted);
}

TEST(Session, PutsWantOfMemoryIntoASentence) {
  Session session({});
  session.start([](Observer& /*observer*/) { throw std::bad_alloc(); });
  EXPECT_NE(wait_until_ended(session).error.find("memory"), std::string::npos);
}

TEST(Session, PaintsOneAtATime) {
  Session session({});
  session.start(paint_without_end);
  EXPECT_THROW(session.start(paint_without_end), std::logic_error);
}

TEST(Session, EndsItsPaintingWhenItEnds) {
  std::atomic<bool> cancelled = false;
  {
    Session session({});
    session.start([&](Observer& observer) {
      try {
        paint_without_end(observer);
      } catch (const Cancelled&) {
        cancelled = true;
        throw;
      }
    });
  }
  EXPECT_TRUE(cancelled);
}

TEST(Session, StopAndCancelWithoutAPaintingDoNothing) {
  Session session({});
  session.stop();
  session.cancel();
  EXPECT_EQ(session.poll().phase, Phase::choosing);
}

}  // namespace
}  // namespace neural_style::ui
