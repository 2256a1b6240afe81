#include "cli/interruption.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "neural_style/error.hpp"

namespace neural_style::cli {
namespace {

constexpr int exit_by_signal = 128;

// Where the handler writes. A handler has no argument to find it by, so it cannot be a member.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<int> pipe_to_waiter = -1;
static_assert(std::atomic<int>::is_always_lock_free, "handlers may use no other atomics");

extern "C" void pass_on(int signal) {
  const int error = errno;
  const auto byte = static_cast<unsigned char>(signal);
  [[maybe_unused]] const ssize_t written = ::write(pipe_to_waiter, &byte, 1);
  errno = error;
}

}  // namespace

Interruption::Interruption(Termination termination, std::string last_words)
    : termination_(termination), last_words_(std::move(last_words)) {
  if (::pipe2(pipe_.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  pipe_to_waiter = pipe_[1];
  try {
    waiter_ = std::thread([this] { wait(pipe_[0]); });
  } catch (const std::system_error& error) {
    throw Error("The system gives no more threads or memory (" + std::string(error.what()) +
                "). Close other programs, or raise its limits.");
  }
  struct sigaction action {};
  action.sa_handler = pass_on;
  action.sa_flags = SA_RESTART;
  for (std::size_t i = 0; i < signals.size(); ++i) {
    ::sigaction(signals[i], nullptr, &before_[i]);
    if (before_[i].sa_handler != SIG_IGN) {
      ::sigaction(signals[i], &action, nullptr);
    }
  }
}

Interruption::~Interruption() {
  for (std::size_t i = 0; i < signals.size(); ++i) {
    ::sigaction(signals[i], &before_[i], nullptr);
  }
  pipe_to_waiter = -1;
  ::close(pipe_[1]);  // the end of the pipe is the end of the waiting
  waiter_.join();
  ::close(pipe_[0]);
}

int Interruption::exit_code() const { return exit_by_signal + asked_by_; }

void Interruption::wait(int pipe_end) {
  for (unsigned char signal = 0; ::read(pipe_end, &signal, 1) == 1;) {
    const bool asks = signal == SIGINT || signal == SIGUSR1 || (signal == SIGTERM && termination_ == Termination::asks);
    if (int none = 0; asks && asked_by_.compare_exchange_strong(none, signal)) {
      continue;
    }
    const std::lock_guard lock(writing_);
    if (signal == SIGTERM) {
      [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, last_words_.data(), last_words_.size());
    }
    _exit(exit_by_signal + signal);
  }
}

}  // namespace neural_style::cli
