// Ctrl-C and its like.
#pragma once

#include <atomic>
#include <csignal>
#include <mutex>
#include <thread>

namespace neural_style::cli {

/// While one exists, the first SIGINT asks to stop; the second, SIGTERM and SIGHUP leave the program at once with
/// 128 + signal, but never in the middle of a file. A signal that the program was started to ignore (nohup) stays
/// ignored. The signals are taken by a thread that waits for them, so nothing has to be async-signal-safe.
///
/// Make it before any other thread, since threads inherit which signals they leave alone.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  Interruption(Interruption&&) = delete;
  Interruption& operator=(Interruption&&) = delete;

  [[nodiscard]] bool stop_wished() const { return stop_wished_; }

  /// While it is held, the program does not leave: for writing files.
  [[nodiscard]] std::unique_lock<std::mutex> hold_off() { return std::unique_lock(writing_); }

 private:
  void wait();

  std::atomic<bool> stop_wished_ = false;
  std::atomic<bool> finished_ = false;
  std::mutex writing_;
  sigset_t waited_for_{};
  sigset_t before_{};
  std::thread waiter_;
};

}  // namespace neural_style::cli
