// What a dialog's widgets do, with widgets that only remember.
#include "ui/presenter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <thread>
#include <utility>

#include "neural_style/error.hpp"
#include "plugin/paint_without_end.hpp"

namespace neural_style::ui {
namespace {

using ::testing::HasSubstr;
using Phase = Session::Phase;

class RememberingView final : public View {
 public:
  void show_trouble(Topic topic, const std::string& sentence) override { troubles[topic] = sentence; }
  void show_phase(Phase shown) override { phase = shown; }
  void show_fraction(double shown) override { fraction = shown; }
  void show_status(const std::string& text) override { status = text; }
  void show_forecast(const std::string& text) override { forecast = text; }
  void offer_size(int long_side) override { offered = long_side; }
  void show_picture(const Image& picture) override { width = picture.width(); }
  void show_detail(const Detail& shown) override { detail = shown.part; }
  void choose_again() override { ++choosing_again; }
  void end() override { ended = true; }

  std::map<Topic, std::string> troubles;
  std::optional<Phase> phase;
  double fraction = -1;
  std::string status;
  std::string forecast;
  int offered = -1;
  int width = 0;
  std::optional<Part> detail;
  int choosing_again = 0;
  bool ended = false;
};

class RememberingStudio final : public Studio {
 public:
  explicit RememberingStudio(std::function<Paint(const Choices&)> prepares) : prepares_(std::move(prepares)) {}
  Needs needs(const Choices& /*choices*/) override { return needed; }
  Paint prepare(const Choices& choices) override {
    ++prepared;
    return prepares_(choices);
  }
  [[nodiscard]] std::optional<Choices> earlier() const override { return std::nullopt; }
  void decided(const Choices& /*choices*/) override { ++decisions; }

  Needs needed = {1100000000, 4000000000, true, 3000};
  int prepared = 0;
  int decisions = 0;

 private:
  std::function<Paint(const Choices&)> prepares_;
};

/// Tells of itself once, then paints until it is asked to end. The picture is as wide as the seed says, so that tests
/// know of which choices it is.
Paint tell_and_paint(const Choices& choices) {
  return [seed = choices.settings.seed](Observer& observer) {
    observer.progress({0.25, "Painting", 120.0});
    observer.preview(Image(static_cast<int>(seed) + 24, 16), {});
    paint_without_end(observer);
  };
}

/// A picture of one scale that is beyond what a sketch paints.
Paint wait_and_paint(const Choices& /*choices*/) {
  return [](Observer& observer) {
    observer.progress({0.5, "Coarse", 60.0});
    observer.begin_scale({2 * Session::sketch_side, 100, 1});
    if (observer.wish() == Wish::cancel) {
      throw Cancelled();
    }
    observer.progress({1, "Fine", 0.0});
  };
}

Choices with_style() {
  Choices choices;
  choices.style = "/a.png";
  return choices;
}

struct Dialog {
  explicit Dialog(std::function<Paint(const Choices&)> prepares, Choices choices = with_style())
      : studio(std::move(prepares)), session(std::move(choices)), presenter(session, studio, view) {}

  void poll_until(const std::function<bool()>& reached) {
    while (!reached()) {
      presenter.poll();
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

  RememberingStudio studio;
  Session session;
  RememberingView view;
  Presenter presenter;
};

TEST(Presenter, SketchesByItselfAsSoonAsThereIsAStyle) {
  Dialog dialog(tell_and_paint, {});
  dialog.presenter.changed();
  dialog.poll_until([&] { return dialog.view.phase == Phase::choosing; });
  EXPECT_EQ(dialog.studio.prepared, 0);
  EXPECT_EQ(dialog.view.troubles[Topic::style], "");
  EXPECT_EQ(dialog.view.forecast, "1.1 GB of memory");
  dialog.session.choose_style("/a.png");
  dialog.presenter.changed();
  dialog.poll_until([&] { return dialog.view.width == 24; });
  EXPECT_EQ(dialog.view.phase, Phase::sketching);
  EXPECT_FALSE(dialog.presenter.busy());
  EXPECT_EQ(dialog.view.forecast, "About 2 minutes, 1.1 GB of memory");
  EXPECT_EQ(dialog.view.fraction, 0.25);
}

TEST(Presenter, SketchesAnewWhenTheChoicesChange) {
  Dialog dialog(tell_and_paint);
  dialog.presenter.changed();
  dialog.poll_until([&] { return dialog.view.width == 24; });
  dialog.session.choose_setting("seed", "3");
  dialog.presenter.changed();
  dialog.poll_until([&] { return dialog.view.width == 27; });
  EXPECT_EQ(dialog.studio.prepared, 2);
  EXPECT_EQ(dialog.view.choosing_again, 0);
}

TEST(Presenter, TheSketchBecomesThePainting) {
  Dialog dialog(wait_and_paint);
  dialog.presenter.changed();
  dialog.poll_until([&] { return dialog.view.status.find("finer scales") != std::string::npos; });
  EXPECT_TRUE(dialog.presenter.paint());
  EXPECT_TRUE(dialog.presenter.busy());
  EXPECT_EQ(dialog.studio.decisions, 1);
  dialog.poll_until([&] { return dialog.view.ended; });
  EXPECT_EQ(dialog.studio.prepared, 1);
  EXPECT_EQ(dialog.view.phase, Phase::painted);
}

TEST(Presenter, PaintsTheLatestChoicesEvenIfTheyAreNotSketchedYet) {
  Dialog dialog(tell_and_paint);
  dialog.presenter.changed();
  dialog.poll_until([&] { return dialog.view.width == 24; });
  dialog.session.choose_setting("seed", "3");
  dialog.presenter.changed();
  EXPECT_TRUE(dialog.presenter.paint());
  EXPECT_TRUE(dialog.presenter.busy());
  dialog.poll_until([&] { return dialog.view.width == 27; });
  EXPECT_EQ(dialog.view.phase, Phase::painting);
  EXPECT_THAT(dialog.view.status, HasSubstr("so far, about 2 min 0 s left"));
}

TEST(Presenter, StopsAndKeeps) {
  Dialog dialog(tell_and_paint);
  EXPECT_TRUE(dialog.presenter.paint());
  EXPECT_EQ(dialog.view.phase, Phase::painting);
  dialog.poll_until([&] { return dialog.view.width == 24; });
  dialog.presenter.stop();
  EXPECT_EQ(dialog.view.phase, Phase::finishing);
  EXPECT_EQ(dialog.view.status, "Ending…");
  dialog.poll_until([&] { return dialog.view.ended; });
}

TEST(Presenter, CancelLeadsBackToTheChoicesAndThenOut) {
  Dialog dialog(tell_and_paint);
  dialog.presenter.paint();
  EXPECT_TRUE(dialog.presenter.cancel());
  dialog.poll_until([&] { return dialog.view.choosing_again == 1; });
  EXPECT_FALSE(dialog.presenter.busy());
  EXPECT_FALSE(dialog.view.ended);
  dialog.poll_until([&] { return dialog.view.phase == Phase::sketching; });  // there is something to see again
  EXPECT_FALSE(dialog.presenter.cancel());
}

TEST(Presenter, CancelAlsoTakesBackAPaintingThatHasNotBegun) {
  Dialog dialog(tell_and_paint);
  dialog.presenter.changed();
  dialog.poll_until([&] { return dialog.view.width == 24; });
  dialog.presenter.changed();
  dialog.presenter.paint();
  EXPECT_TRUE(dialog.presenter.cancel());
  dialog.poll_until([&] { return dialog.view.choosing_again == 1; });
  dialog.poll_until([&] { return dialog.view.phase == Phase::sketching; });
  EXPECT_FALSE(dialog.presenter.busy());
}

TEST(Presenter, ShowsBesideWhatItIsAboutWhyAPaintingCannotBegin) {
  Dialog dialog([](const Choices& /*choices*/) -> Paint { throw Trouble(Topic::style, "No picture."); });
  dialog.presenter.changed();
  dialog.poll_until([&] { return !dialog.view.troubles[Topic::style].empty(); });
  EXPECT_EQ(dialog.view.troubles[Topic::style], "No picture.");
  EXPECT_FALSE(dialog.presenter.paint());
  EXPECT_FALSE(dialog.presenter.busy());
}

TEST(Presenter, LeadsBackIfChangedChoicesCannotBePaintedAfterAll) {
  std::atomic<bool> good = true;
  Dialog dialog([&](const Choices& choices) {
    return good ? tell_and_paint(choices) : throw Trouble(Topic::size, "Too large.");
  });
  dialog.presenter.changed();
  dialog.poll_until([&] { return dialog.view.width == 24; });
  good = false;
  dialog.presenter.changed();
  EXPECT_TRUE(dialog.presenter.paint());
  dialog.poll_until([&] { return dialog.view.choosing_again == 1; });
  EXPECT_EQ(dialog.view.troubles[Topic::size], "Too large.");
  EXPECT_FALSE(dialog.presenter.busy());
}

TEST(Presenter, OffersTheLargestSizeThatFits) {
  Dialog dialog(tell_and_paint);
  dialog.presenter.changed();
  EXPECT_EQ(dialog.view.offered, 0);
  dialog.studio.needed = {9000000000, 4000000000, false, 1400};
  dialog.presenter.changed();
  EXPECT_EQ(dialog.view.offered, 1400);
  EXPECT_EQ(dialog.view.forecast, "");
}

TEST(Presenter, ShowsWhyAPaintingFailedUntilTheChoicesChange) {
  Dialog dialog([](const Choices& /*choices*/) -> Paint {
    return [](Observer& observer) {
      if (observer.wish() == Wish::go_on) {
        throw Error("Out of paint.");
      }
    };
  });
  dialog.presenter.paint();
  dialog.poll_until([&] { return dialog.view.choosing_again == 1; });
  EXPECT_THAT(dialog.view.troubles[Topic::painting], HasSubstr("Out of paint."));
  dialog.presenter.changed();
  EXPECT_EQ(dialog.view.troubles[Topic::painting], "");
}

}  // namespace
}  // namespace neural_style::ui
