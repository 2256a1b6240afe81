// What a dialog does when its buttons are pressed and time goes by, whatever the toolkit.
#pragma once

#include <string>
#include <utility>

#include "ui/session.hpp"

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

  /// A sentence for the person; "" takes it away.
  virtual void show_error(const std::string& sentence) = 0;
  /// Which widgets can be used. `choosing` shows the picture as it is before it is painted.
  virtual void show_phase(Session::Phase phase) = 0;
  virtual void show_fraction(double fraction) = 0;
  virtual void show_status(const std::string& text) = 0;
  virtual void show_picture(const Image& picture) = 0;
  /// There is a painting to keep: the dialog ends.
  virtual void end() = 0;
};

class Presenter {
 public:
  Presenter(Session& session, Prepare prepare, View& view)
      : session_(session), prepare_(std::move(prepare)), view_(view) {}

  /// Whether a painting runs.
  [[nodiscard]] bool busy() const;

  /// Paints what is chosen, or shows why that cannot be.
  void start();
  void stop();
  /// Leads back to the choices from a painting. False: none runs, so there is nothing to cancel but the dialog.
  bool cancel();
  /// To be called a few times a second.
  void poll();

 private:
  void set_phase(Session::Phase phase);

  Session& session_;
  const Prepare prepare_;
  View& view_;
  Session::Phase phase_ = Session::Phase::choosing;
};

}  // namespace neural_style::ui
