// A painting that is none, and takes as long as it is let.
#pragma once

#include <thread>

#include "neural_style/error.hpp"
#include "neural_style/observer.hpp"

namespace neural_style::ui {

/// Paints until it is asked to end, as stylize() does.
inline void paint_without_end(Observer& observer) {
  for (;;) {
    switch (observer.wish()) {
      case Wish::cancel:
        throw Cancelled();
      case Wish::stop:
        return;
      case Wish::go_on:
        std::this_thread::yield();
    }
  }
}

}  // namespace neural_style::ui
