#include "cli/interruption.hpp"

#include <unistd.h>

#include <initializer_list>

namespace neural_style::cli {
namespace {

// What the waiting thread is woken by at the end.
constexpr int wake_up = SIGUSR1;

constexpr int exit_by_signal = 128;

bool ignored(int signal) {
  struct sigaction action {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

Interruption::Interruption() {
  sigemptyset(&waited_for_);
  sigaddset(&waited_for_, wake_up);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    // A blocked signal would reach the waiting thread even if it is ignored.
    if (!ignored(signal)) {
      sigaddset(&waited_for_, signal);
    }
  }
  pthread_sigmask(SIG_BLOCK, &waited_for_, &before_);
  waiter_ = std::thread([this] { wait(); });
}

Interruption::~Interruption() {
  finished_ = true;
  pthread_kill(waiter_.native_handle(), wake_up);
  waiter_.join();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void Interruption::wait() {
  while (!finished_) {
    int signal = 0;
    if (sigwait(&waited_for_, &signal) != 0 || signal == wake_up) {
      continue;
    }
    if (signal == SIGINT && !stop_wished_.exchange(true)) {
      continue;
    }
    const std::lock_guard lock(writing_);
    _exit(exit_by_signal + signal);
  }
}

}  // namespace neural_style::cli
