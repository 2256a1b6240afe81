// Runs a program as a user would, without a shell between.
#pragma once

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "support/temporary_folder.hpp"

namespace neural_style {

/// How a program ended and what it said.
struct Outcome {
  int code = -1;  ///< exit code, or minus the signal that killed it
  std::string output;
  std::string errors;
};

/// A program that runs. Killed, if need be, when this goes out of scope.
class RunningProgram {
 public:
  /// `arguments` begins with the program's file. `errors`: where stderr goes instead of to a file of its own, such as
  /// a terminal.
  explicit RunningProgram(std::vector<std::string> arguments, const std::filesystem::path& errors = {}) {
    if (!errors.empty()) {
      errors_ = errors;
    }
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, (folder_ / "output").c_str(), flags, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors_.c_str(), flags, 0600);
    std::vector<char*> pointers(arguments.size() + 1);  // the last one stays null
    std::transform(arguments.begin(), arguments.end(), pointers.begin(),
                   [](auto& argument) { return argument.data(); });
    // A shell has what it starts in the background ignore SIGINT: not so what these tests want to interrupt.
    posix_spawnattr_t attributes{};
    posix_spawnattr_init(&attributes);
    sigset_t interruption{};
    sigemptyset(&interruption);
    sigaddset(&interruption, SIGINT);
    posix_spawnattr_setsigdefault(&attributes, &interruption);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    const int error = posix_spawn(&process_, pointers.front(), &actions, &attributes, pointers.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
      throw std::runtime_error("cannot run " + arguments.front());
    }
  }
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;
  RunningProgram(RunningProgram&&) = delete;
  RunningProgram& operator=(RunningProgram&&) = delete;
  ~RunningProgram() {
    if (running()) {
      ::kill(process_, SIGKILL);
      ::waitpid(process_, nullptr, 0);
    }
  }

  [[nodiscard]] bool running() {
    if (!ended_) {
      ended_ = ::waitpid(process_, &status_, WNOHANG) == process_;
    }
    return !ended_;
  }

  void signal(int number) const { ::kill(process_, number); }

  /// What it has said on stderr so far.
  [[nodiscard]] std::string errors() const { return file_text(errors_); }

  /// Waits until `condition()` holds; false if the program ends before.
  template <class Condition>
  [[nodiscard]] bool wait_until(const Condition& condition) {
    while (!condition()) {
      if (!running()) {
        return condition();
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
  }

  /// Waits for its end.
  Outcome wait() {
    if (!ended_) {
      ::waitpid(process_, &status_, 0);
      ended_ = true;
    }
    return {WIFEXITED(status_) ? WEXITSTATUS(status_) : -WTERMSIG(status_), file_text(folder_ / "output"),
            std::filesystem::is_regular_file(errors_) ? errors() : std::string()};
  }

 private:
  TemporaryFolder folder_;
  std::filesystem::path errors_ = folder_ / "errors";
  pid_t process_ = 0;
  int status_ = 0;
  bool ended_ = false;
};

/// Runs a program to its end.
inline Outcome run_program(std::vector<std::string> arguments) { return RunningProgram(std::move(arguments)).wait(); }

}  // namespace neural_style
