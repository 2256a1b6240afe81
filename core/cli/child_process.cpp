#include "cli/child_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>

#include "neural_style/error.hpp"

namespace neural_style::cli {

namespace fs = std::filesystem;

fs::path program_file() { return fs::read_symlink("/proc/self/exe"); }

ChildProcess::ChildProcess(std::vector<std::string> arguments, const fs::path& output)
    : errors_(output.string() + ".errors") {
  arguments.insert(arguments.begin(), program_file().string());
  std::vector<char*> pointers(arguments.size() + 1);  // the last one stays null
  std::transform(arguments.begin(), arguments.end(), pointers.begin(), [](auto& argument) { return argument.data(); });
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC;
  constexpr mode_t mode = 0600;
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), flags, mode);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors_.c_str(), flags, mode);
  const int error = posix_spawn(&process_, pointers.front(), &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    ended_ = true;
    throw Error("The program cannot be run once more: " + std::generic_category().message(error) + ".");
  }
}

ChildProcess::~ChildProcess() {
  if (!ended_) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
}

bool ChildProcess::running() {
  if (!ended_) {
    ended_ = ::waitpid(process_, &status_, WNOHANG) == process_;
  }
  return !ended_;
}

void ChildProcess::wait() {
  while (!ended_) {
    ended_ = ::waitpid(process_, &status_, 0) == process_;
  }
  if (!WIFEXITED(status_) || WEXITSTATUS(status_) != 0) {
    throw Error("The program, run once more, failed: " + text_of_file(errors_));
  }
}

ScratchFolder::ScratchFolder() {
  std::string name = (fs::temp_directory_path() / "neural-style-bench-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    throw Error("No folder can be made in \"" + fs::temp_directory_path().string() + "\".");
  }
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string text_of_file(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace neural_style::cli
