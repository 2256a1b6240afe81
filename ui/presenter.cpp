// See presenter.hpp.
#include "ui/presenter.hpp"

#include "neural_style/error.hpp"
#include "ui/status_text.hpp"

namespace neural_style::ui {

namespace {

/// So long must the choices rest before they are sketched: a slider that is dragged changes them many times a second.
constexpr std::chrono::milliseconds rest{40};

}  // namespace

using Phase = Session::Phase;

bool Presenter::busy() const { return wanted_ || phase_ == Phase::painting || phase_ == Phase::finishing; }

void Presenter::set_phase(Phase phase) {
  phase_ = phase;
  view_.show_phase(phase);
}

void Presenter::show_needs() {
  try {
    needs_ = studio_.needs(session_.choices());
    view_.offer_size(needs_.fit ? 0 : needs_.largest_long_side);
  } catch (const Error&) {
    needs_ = {};  // what is wrong with the choices, prepare() says
    view_.offer_size(0);
  }
}

void Presenter::changed() {
  for (const Topic topic : {Topic::style, Topic::size, Topic::painting}) {
    view_.show_trouble(topic, "");
  }
  show_needs();
  progress_.reset();
  view_.show_fraction(0);
  view_.show_status("");
  view_.show_forecast(forecast_text(needs_, std::nullopt));
  session_.cancel();
  sketch_due_ = Clock::now() + rest;
}

bool Presenter::start(Reach reach) {
  sketch_due_.reset();
  const Choices& choices = session_.choices();
  if (reach == Reach::sketch && !choices.has_style()) {
    return false;  // not yet: nothing to complain of
  }
  try {
    session_.start(studio_.prepare(choices), reach);
    set_phase(reach == Reach::sketch ? Phase::sketching : Phase::painting);
    view_.show_status(starting_text());
    return true;
  } catch (const Trouble& trouble) {
    view_.show_trouble(trouble.topic(), trouble.what());
  } catch (const Error& error) {
    view_.show_trouble(Topic::painting, error.what());
  }
  return false;
}

bool Presenter::paint() {
  studio_.decided(session_.choices());
  began_ = Clock::now();
  poll();                   // what there is to know of a sketch's end
  view_.show_forecast("");  // from now on, the status says what is left
  if (phase_ == Phase::sketching && !sketch_due_) {
    session_.go_on();
    set_phase(Phase::painting);
    view_.show_fraction(progress_ ? progress_->fraction : 0);
    return true;
  }
  if (phase_ == Phase::choosing) {
    return start(Reach::end);
  }
  wanted_ = true;  // a sketch of other choices is about to end
  set_phase(Phase::painting);
  view_.show_fraction(0);
  return true;
}

void Presenter::stop() {
  session_.stop();
  view_.show_status(ending_text());
  set_phase(Phase::finishing);
}

bool Presenter::cancel() {
  if (!busy()) {
    return false;
  }
  wanted_ = false;
  sketch_due_.reset();
  session_.cancel();
  view_.show_status(ending_text());
  set_phase(Phase::finishing);
  return true;
}

void Presenter::show_progress(const Session::News& news) {
  if (news.progress) {
    progress_ = news.progress;
  }
  if (!progress_) {
    return;
  }
  if (news.phase == Phase::sketching) {
    view_.show_fraction(progress_->fraction);
    view_.show_status(sketch_text(*progress_, news.waiting));
    view_.show_forecast(forecast_text(needs_, progress_->seconds_left));
  } else if (news.phase == Phase::painting) {
    const std::chrono::duration<double> elapsed = Clock::now() - began_;
    view_.show_fraction(progress_->fraction);
    view_.show_status(status_text(*progress_, elapsed.count()));
  }
}

void Presenter::poll() {
  const Session::News news = session_.poll();
  // Of a sketch that is about to end for another one, nothing is news.
  const bool outdated = sketch_due_.has_value();
  if (!outdated) {
    show_progress(news);
    if (news.preview) {
      view_.show_picture(*news.preview);
    }
    if (news.detail) {
      view_.show_detail(*news.detail);
    }
    if (!news.error.empty()) {
      view_.show_trouble(Topic::painting, news.error);
    }
  }
  if (outdated && news.phase == Phase::choosing && Clock::now() >= *sketch_due_) {
    const Reach reach = wanted_ ? Reach::end : Reach::sketch;
    phase_ = Phase::choosing;
    if (!start(reach)) {
      set_phase(Phase::choosing);
      if (wanted_) {
        view_.choose_again();
      }
    }
    wanted_ = false;
    return;
  }
  if (outdated || news.phase == phase_) {
    return;
  }
  const bool came_to_nothing = busy() && news.phase == Phase::choosing;
  set_phase(news.phase);
  if (came_to_nothing) {
    view_.choose_again();
    if (news.error.empty()) {
      changed();  // cancelled: the sketch is there again
    }
  } else if (news.phase == Phase::painted) {
    view_.end();
  }
}

}  // namespace neural_style::ui
