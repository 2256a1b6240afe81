// What a dialog does when its widgets are used and time goes by, whatever the toolkit.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "ui/session.hpp"
#include "ui/studio.hpp"

namespace neural_style::ui {

/// The widgets, as far as a painting changes them.
class View {
 public:
  View() = default;
  View(const View&) = delete;
  View& operator=(const View&) = delete;
  View(View&&) = delete;
  View& operator=(View&&) = delete;
  virtual ~View() = default;

  /// A sentence for the person beside what it is about; "" takes it away.
  virtual void show_trouble(Topic topic, const std::string& sentence) = 0;
  /// Which widgets can be used.
  virtual void show_phase(Session::Phase phase) = 0;
  virtual void show_fraction(double fraction) = 0;
  virtual void show_status(const std::string& text) = 0;
  /// What painting will take, in words.
  virtual void show_forecast(const std::string& text) = 0;
  /// Offers a size that fits, as the long side in pixels; 0: there is none to offer.
  virtual void offer_size(int long_side) = 0;
  /// A picture that grows: it replaces the one before, also one of other choices.
  virtual void show_picture(const Image& picture) = 0;
  virtual void show_detail(const Detail& detail) = 0;
  /// The person's painting came to nothing: the choices can be mended.
  virtual void choose_again() = 0;
  /// There is a painting to keep: the dialog ends.
  virtual void end() = 0;
};

/// Shows what the choices lead to as soon as there is a style, again whenever they change, and paints when the person
/// wants it.
class Presenter {
 public:
  Presenter(Session& session, Studio& studio, View& view) : session_(session), studio_(studio), view_(view) {}

  /// Whether a painting runs that the person wants to have: the choices cannot be changed then.
  [[nodiscard]] bool busy() const;

  /// The choices are others now, also for the first time: the sketch begins anew, soon. Not while busy().
  void changed();
  /// Paints what is chosen, or shows why that cannot be. False: it cannot be.
  bool paint();
  /// See Session::look_at().
  void look_at(const std::optional<Part>& part) { session_.look_at(part); }
  void stop();
  /// Leads back to the choices from a painting. False: none runs, so there is nothing to cancel but the dialog.
  bool cancel();
  /// To be called after each poll_interval: a change of the settings is to be seen within 0.3 s.
  void poll();
  static constexpr std::chrono::milliseconds poll_interval{20};

 private:
  using Clock = std::chrono::steady_clock;

  void show_needs();
  bool start(Reach reach);
  void set_phase(Session::Phase phase);
  void show_progress(const Session::News& news);

  Session& session_;
  Studio& studio_;
  View& view_;
  Session::Phase phase_ = Session::Phase::choosing;
  std::optional<Clock::time_point> sketch_due_;  // when the choices that have changed are to be sketched
  bool wanted_ = false;                          // the next run is to be a painting
  Needs needs_;
  std::optional<Progress> progress_;  // the run's newest
  Clock::time_point began_;           // the painting
};

}  // namespace neural_style::ui
