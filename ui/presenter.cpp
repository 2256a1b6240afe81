// See presenter.hpp.
#include "ui/presenter.hpp"

#include "neural_style/error.hpp"
#include "ui/status_text.hpp"

namespace neural_style::ui {

bool Presenter::busy() const { return phase_ == Session::Phase::painting || phase_ == Session::Phase::finishing; }

void Presenter::set_phase(Session::Phase phase) {
  phase_ = phase;
  view_.show_phase(phase);
  switch (phase) {
    case Session::Phase::choosing:
      view_.show_fraction(0);
      view_.show_status("");
      break;
    case Session::Phase::painting:
      view_.show_status("Starting…");
      break;
    case Session::Phase::finishing:
      view_.show_status("Ending…");
      break;
    case Session::Phase::painted:
      break;
  }
}

void Presenter::start() {
  view_.show_error("");
  try {
    session_.start(prepare_(session_.choices()));
    set_phase(Session::Phase::painting);
  } catch (const Error& error) {
    view_.show_error(error.what());
  }
}

void Presenter::stop() {
  session_.stop();
  set_phase(Session::Phase::finishing);
}

bool Presenter::cancel() {
  if (!busy()) {
    return false;
  }
  session_.cancel();
  set_phase(Session::Phase::finishing);
  return true;
}

void Presenter::poll() {
  const Session::News news = session_.poll();
  if (news.progress && phase_ == Session::Phase::painting) {
    view_.show_fraction(news.progress->fraction);
    view_.show_status(status_text(*news.progress));
  }
  if (news.preview && busy()) {
    view_.show_picture(*news.preview);
  }
  if (news.phase != phase_) {
    set_phase(news.phase);
    if (!news.error.empty()) {
      view_.show_error(news.error);
    }
    if (news.phase == Session::Phase::painted) {
      view_.end();
    }
  }
}

}  // namespace neural_style::ui
