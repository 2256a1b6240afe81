// By POSIX calls: their errno is the reason that the user is told.
#include "new_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "file_bytes.hpp"
#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;

/// Where the bytes go in the end.
fs::path resolved(const fs::path& file) {
  std::error_code error;
  const fs::path target = fs::weakly_canonical(file, error);
  return error ? file : target;
}

void check_taken(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (status.type() == fs::file_type::directory) {
    throw Error(say("{0} is a folder. Add the name of a file.", quoted(file)));
  }
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    throw Error(say("{0} is not a plain file and cannot be replaced by one. Choose another name.", quoted(file)));
  }
  if (fs::exists(status) && ::access(file.c_str(), W_OK) != 0) {
    throw Error(say("{0} is write-protected: {1}. Choose another name.", quoted(file), reason(errno)));
  }
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, error)) {
    throw Error(say("There is no folder {0}. Create it first.", quoted(folder)));
  }
}

}  // namespace

NewFile::NewFile(const fs::path& file) {
  check_taken(file);
  file_ = resolved(file);
  for (int number = 0;; ++number) {
    fs::path beside =
        file_.parent_path() / (".neural-style-" + std::to_string(::getpid()) + "-" + std::to_string(number) + ".tmp");
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): open() is declared so
    const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0) {
      descriptor_.emplace(descriptor);
      beside_ = std::move(beside);
      return;
    }
    if (errno != EEXIST) {
      const int error = errno;
      throw Error(
          say("The folder of {0} takes no new files: {1}. Choose another place.", quoted(file_), reason(error)));
    }
  }
}

NewFile::~NewFile() {
  if (!beside_.empty()) {
    ::unlink(beside_.c_str());
  }
}

void NewFile::write(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_->number(), bytes.data(), bytes.size());
    if (written >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      fail(errno);
    }
  }
}

void NewFile::take_place() {
  struct stat old {};
  if (::stat(file_.c_str(), &old) == 0 && ::fchmod(descriptor_->number(), old.st_mode & 07777U) != 0) {
    fail(errno);
  }
  if (::fsync(descriptor_->number()) != 0 || !descriptor_->close() || ::rename(beside_.c_str(), file_.c_str()) != 0) {
    fail(errno);
  }
  beside_.clear();
}

void NewFile::fail(int error) const {
  throw Error(say("{0} cannot be written: {1}. Nothing was changed.", quoted(file_), reason(error)));
}

}  // namespace neural_style
