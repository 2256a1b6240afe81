// What a dialog's buttons do, with widgets that only remember.
#include "ui/presenter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <thread>

#include "neural_style/error.hpp"
#include "plugin/paint_without_end.hpp"

namespace neural_style::ui {
namespace {

using ::testing::HasSubstr;
using Phase = Session::Phase;

class RememberingView final : public View {
 public:
  void show_error(const std::string& sentence) override { error = sentence; }
  void show_phase(Phase shown) override { phase = shown; }
  void show_fraction(double shown) override { fraction = shown; }
  void show_status(const std::string& text) override { status = text; }
  void show_picture(const Image& picture) override { width = picture.width(); }
  void end() override { ended = true; }

  std::string error;
  std::optional<Phase> phase;
  double fraction = -1;
  std::string status;
  int width = 0;
  bool ended = false;
};

/// Tells of itself once, then paints until it is asked to end.
void tell_and_paint(Observer& observer) {
  observer.progress({0.25, "Painting", std::nullopt});
  observer.preview(Image(24, 16), {});
  paint_without_end(observer);
}

struct Dialog {
  explicit Dialog(Session::Paint paint)
      : presenter(
            session, [paint = std::move(paint)](const Choices& /*choices*/) { return paint; }, view) {}

  void poll_until(const std::function<bool()>& reached) {
    while (!reached()) {
      presenter.poll();
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

  Session session{{}};
  RememberingView view;
  Presenter presenter;
};

TEST(Presenter, ShowsAPaintingGrowAndEndsWithIt) {
  Dialog dialog(tell_and_paint);
  dialog.presenter.start();
  EXPECT_EQ(dialog.view.phase, Phase::painting);
  EXPECT_EQ(dialog.view.status, "Starting…");
  dialog.poll_until([&] { return dialog.view.width == 24; });
  EXPECT_EQ(dialog.view.fraction, 0.25);
  EXPECT_EQ(dialog.view.status, "Painting");
  dialog.presenter.stop();
  EXPECT_EQ(dialog.view.phase, Phase::finishing);
  EXPECT_EQ(dialog.view.status, "Ending…");
  dialog.poll_until([&] { return dialog.view.ended; });
  EXPECT_EQ(dialog.view.phase, Phase::painted);
}

TEST(Presenter, CancelLeadsBackToTheChoicesAndThenOut) {
  Dialog dialog(tell_and_paint);
  dialog.presenter.start();
  EXPECT_TRUE(dialog.presenter.cancel());
  dialog.poll_until([&] { return dialog.view.phase == Phase::choosing; });
  EXPECT_EQ(dialog.view.fraction, 0);
  EXPECT_EQ(dialog.view.status, "");
  EXPECT_FALSE(dialog.view.ended);
  EXPECT_FALSE(dialog.presenter.cancel());
}

TEST(Presenter, ShowsWhyAPaintingCannotBegin) {
  Session session({});
  RememberingView view;
  Presenter presenter(
      session, [](const Choices& /*choices*/) -> Session::Paint { throw Error("No style."); }, view);
  presenter.start();
  EXPECT_EQ(view.error, "No style.");
  EXPECT_FALSE(view.phase);
}

TEST(Presenter, ShowsWhyAPaintingFailedUntilTheNextBegins) {
  Dialog dialog([](Observer& observer) {
    if (observer.wish() == Wish::go_on) {
      throw Error("Out of paint.");
    }
  });
  dialog.presenter.start();
  dialog.poll_until([&] { return dialog.view.phase == Phase::choosing; });
  EXPECT_THAT(dialog.view.error, HasSubstr("Out of paint."));
  dialog.presenter.start();
  EXPECT_EQ(dialog.view.error, "");
}

}  // namespace
}  // namespace neural_style::ui
