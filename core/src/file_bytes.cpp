// Files read and written whole, by POSIX calls: their errno is the reason that the user is told.
#include "file_bytes.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "stylize/machine.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;

std::string reason(int error) { return std::system_category().message(error); }

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() { close(); }

  [[nodiscard]] int number() const { return number_; }

  /// False with errno set if the system could not write what it had put off.
  bool close() {
    const int number = std::exchange(number_, -1);
    return number < 0 || ::close(number) == 0;
  }

 private:
  int number_;
};

// NOLINTBEGIN(cppcoreguidelines-pro-type-vararg): open() is declared so

int open_to_read(const fs::path& file) { return ::open(file.c_str(), O_RDONLY | O_CLOEXEC); }

/// A new file beside `file`, removed again unless it takes its place. Its name is short, whatever the length of the
/// other's, and hidden.
class Beside {
 public:
  explicit Beside(const fs::path& file) : file_(file) {
    for (int number = 0;; ++number) {
      beside_ =
          file.parent_path() / (".neural-style-" + std::to_string(::getpid()) + "-" + std::to_string(number) + ".tmp");
      const int descriptor = ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (descriptor >= 0) {
        descriptor_.emplace(descriptor);
        return;
      }
      if (errno != EEXIST) {
        const int error = errno;
        throw Error(
            say("The folder of {0} takes no new files: {1}. Choose another place.", quoted(file), reason(error)));
      }
    }
  }
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;
  Beside(Beside&&) = delete;
  Beside& operator=(Beside&&) = delete;
  ~Beside() {
    if (!beside_.empty()) {
      ::unlink(beside_.c_str());
    }
  }

  void write(std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_->number(), bytes.data(), bytes.size());
      if (written >= 0) {
        bytes = bytes.subspan(static_cast<std::size_t>(written));
      } else if (errno != EINTR) {
        fail(errno);
      }
    }
    struct stat old {};
    if (::stat(file_.c_str(), &old) == 0 && ::fchmod(descriptor_->number(), old.st_mode & 07777U) != 0) {
      fail(errno);
    }
    if (::fsync(descriptor_->number()) != 0 || !descriptor_->close()) {
      fail(errno);
    }
  }

  void take_place() {
    if (::rename(beside_.c_str(), file_.c_str()) != 0) {
      fail(errno);
    }
    beside_.clear();
  }

 private:
  [[noreturn]] void fail(int error) const {
    throw Error(say("{0} cannot be written: {1}. Nothing was changed.", quoted(file_), reason(error)));
  }

  fs::path file_;
  fs::path beside_;
  std::optional<Descriptor> descriptor_;
};

// NOLINTEND(cppcoreguidelines-pro-type-vararg)

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

std::string quoted(const fs::path& file) { return '"' + file.string() + '"'; }

std::vector<std::uint8_t> read_whole(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (status.type() == fs::file_type::not_found) {
    throw Error(say("There is no file {0}. Check its name and folder.", quoted(file)));
  }
  if (status.type() == fs::file_type::directory) {
    throw Error(say("{0} is a folder. Add the name of a file.", quoted(file)));
  }
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    throw Error(say("{0} is not a plain file. Choose another one.", quoted(file)));
  }
  const Descriptor descriptor(open_to_read(file));
  struct stat found {};
  if (descriptor.number() < 0 || ::fstat(descriptor.number(), &found) != 0) {
    throw Error(say("{0} cannot be opened: {1}. Check its permissions.", quoted(file), reason(errno)));
  }
  const auto size = static_cast<std::size_t>(found.st_size);
  if (size == 0) {
    throw Error(say("{0} is empty. Save it again from the program that made it.", quoted(file)));
  }
  if (size > available_memory()) {
    throw Error(say("{0} is larger than the free memory. Close other programs, or make it smaller.", quoted(file)));
  }
  std::vector<std::uint8_t> bytes(size);
  std::span<std::uint8_t> rest(bytes);
  while (!rest.empty()) {
    const ssize_t got = ::read(descriptor.number(), rest.data(), rest.size());
    if (got > 0) {
      rest = rest.subspan(static_cast<std::size_t>(got));
    } else if (got == 0 || errno != EINTR) {
      throw Error(
          say("{0} cannot be read: {1}. Try again.", quoted(file), got == 0 ? tr("it became shorter") : reason(errno)));
    }
  }
  return bytes;
}

void write_whole(const fs::path& file, std::span<const std::uint8_t> bytes) {
  check_taken(file);
  Beside beside(resolved(file));
  beside.write(bytes);
  beside.take_place();
}

void check_place(const fs::path& file) {
  check_taken(file);
  const Beside beside(resolved(file));
}

}  // namespace neural_style
