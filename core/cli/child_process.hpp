// This program once more, in a process of its own.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace neural_style::cli {

/// The file of the program that runs.
std::filesystem::path program_file();

/// Killed, if it still runs, when this goes out of scope.
class ChildProcess {
 public:
  /// Runs the program with these arguments. Its standard output goes to the file, what it says of errors into one
  /// beside it.
  ChildProcess(std::vector<std::string> arguments, const std::filesystem::path& output);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ChildProcess(ChildProcess&&) = delete;
  ChildProcess& operator=(ChildProcess&&) = delete;
  ~ChildProcess();

  /// Whether it has not ended yet.
  [[nodiscard]] bool running();

  /// Waits for its end. Throws Error with what it said unless it ended with 0.
  void wait();

 private:
  std::filesystem::path errors_;
  pid_t process_ = 0;
  int status_ = 0;
  bool ended_ = false;
};

/// A folder for what children write, gone with everything in it when it goes out of scope.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ScratchFolder(ScratchFolder&&) = delete;
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Everything in a file.
std::string text_of_file(const std::filesystem::path& file);

}  // namespace neural_style::cli
