// Ctrl-C and its like.
#pragma once

#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace neural_style::cli {

/// While one exists (never two), the first SIGINT asks to stop, or SIGUSR1, which mpirun passes on where it answers
/// SIGINT itself; the second, SIGTERM and SIGHUP leave the program at once with 128 + signal, but never in the middle
/// of a file. Where a scheduler is to be heard as well, the first SIGTERM asks like the first SIGINT. A signal that the
/// program was started to ignore (nohup) stays ignored.
///
/// The handler only passes the signal's number through a pipe to a thread, which may do what a handler may not.
/// Blocking the signals and waiting for them would need no handler, but libraries start threads before main() that take
/// them.
class Interruption {
 public:
  /// What SIGTERM does.
  enum class Termination : std::uint8_t { leaves, asks };

  /// `last_words`: said on stderr where it leaves at SIGTERM.
  explicit Interruption(Termination termination = Termination::leaves, std::string last_words = {});
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  Interruption(Interruption&&) = delete;
  Interruption& operator=(Interruption&&) = delete;

  [[nodiscard]] bool stop_wished() const { return asked_by_ != 0; }

  /// Of a run that a signal has asked to stop: 128 + signal.
  [[nodiscard]] int exit_code() const;

  /// While it is held, the program does not leave: for writing files.
  [[nodiscard]] std::unique_lock<std::mutex> hold_off() { return std::unique_lock(writing_); }

 private:
  static constexpr std::array<int, 4> signals = {SIGINT, SIGTERM, SIGHUP, SIGUSR1};

  void wait(int pipe_end);

  Termination termination_;
  std::string last_words_;
  std::atomic<int> asked_by_ = 0;  ///< the signal
  std::mutex writing_;
  std::array<int, 2> pipe_{};
  std::array<struct sigaction, signals.size()> before_{};
  std::thread waiter_;
};

}  // namespace neural_style::cli
