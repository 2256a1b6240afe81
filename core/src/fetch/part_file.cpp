#include "fetch/part_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"

namespace neural_style {
namespace {

std::string reason(int error) { return std::generic_category().message(error); }

}  // namespace

// NOLINTBEGIN(cppcoreguidelines-pro-type-vararg): open() is declared so

PartFile::PartFile(std::filesystem::path file)
    : file_(std::move(file)), descriptor_(::open(file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666)) {
  struct stat found {};
  const bool opened = descriptor_ >= 0 && ::fstat(descriptor_, &found) == 0;
  const bool locked = opened && ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
  if (locked) {
    size_ = static_cast<std::uint64_t>(found.st_size);
    return;
  }
  const int error = errno;
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
  if (opened && error == EWOULDBLOCK) {
    throw Error(say("Another process is downloading to \"{0}\". Wait for it, or stop it.", file_.string()));
  }
  throw Error(say("\"{0}\" cannot be written: {1}. Check permissions and free space.", file_.string(), reason(error)));
}

// NOLINTEND(cppcoreguidelines-pro-type-vararg)

PartFile::~PartFile() { ::close(descriptor_); }

bool PartFile::failed(int error) {
  why_ = reason(error);
  return false;
}

bool PartFile::append(std::span<const char> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written >= 0) {
      size_ += static_cast<std::uint64_t>(written);
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      return failed(errno);
    }
  }
  return true;
}

bool PartFile::clear() {
  size_ = 0;
  return ::ftruncate(descriptor_, 0) == 0 || failed(errno);
}

void PartFile::remove() { ::unlink(file_.c_str()); }

}  // namespace neural_style
