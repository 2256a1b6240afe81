// Polls a session as a dialog does.
#pragma once

#include <chrono>
#include <functional>
#include <thread>

#include "ui/session.hpp"

namespace neural_style::ui {

/// The first news of which `wanted` is true. Waits as long as it takes: a test's own time limit ends it.
inline Session::News wait_for_news(Session& session, const std::function<bool(const Session::News&)>& wanted) {
  for (;;) {
    Session::News news = session.poll();
    if (wanted(news)) {
      return news;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

inline Session::News wait_until_ended(Session& session) {
  return wait_for_news(session, [](const Session::News& news) {
    return news.phase == Session::Phase::painted || news.phase == Session::Phase::choosing;
  });
}

}  // namespace neural_style::ui
