#include "cli/team_observer.hpp"

#include <iostream>

#include "neural_style/error.hpp"

namespace neural_style::cli {

Wish TeamObserver::wish() {
  if (!interruption_.stop_wished()) {
    return Wish::go_on;
  }
  return painted_ ? Wish::stop : Wish::cancel;
}

void TeamObserver::evaluated(const Evaluation& /*evaluation*/) { painted_ = true; }

void TeamObserver::state(const RunState& state) {
  try {
    state.write(checkpoint_);
  } catch (const Error& error) {
    std::cerr << "neural-style: warning: " << error.what() << std::endl;
  }
}

}  // namespace neural_style::cli
