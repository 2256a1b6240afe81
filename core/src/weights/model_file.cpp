// Reads at any place of a file, by POSIX calls: their errno is the reason that the user is told.
#include "weights/model_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"

namespace neural_style {
namespace {

// VGG-19 with all its layers in float32 has 550 MiB.
constexpr std::uint64_t longest_file = std::uint64_t{2} << 30U;

[[noreturn]] void cannot_read(const std::filesystem::path& file, const std::string& why) {
  throw Error(say("The model file \"{0}\" cannot be read: {1}.", file.string(), why));
}

[[noreturn]] void cannot_read(const std::filesystem::path& file, int error) {
  cannot_read(file, std::generic_category().message(error));
}

/// Its length. Asked before it is opened, because opening a pipe would wait, and a device has no length.
std::uint64_t size_of(const std::filesystem::path& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) {
    cannot_read(file, errno);
  }
  if (!S_ISREG(found.st_mode)) {
    cannot_read(file, tr("it is not a file"));
  }
  const auto size = static_cast<std::uint64_t>(found.st_size);
  if (size > longest_file) {
    cannot_read(file, tr("it is larger than any model"));
  }
  return size;
}

int open_to_read(const std::filesystem::path& file) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): open() is declared so
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    cannot_read(file, errno);
  }
  return descriptor;
}

}  // namespace

ModelFile::ModelFile(std::filesystem::path file)
    : file_(std::move(file)), size_(size_of(file_)), descriptor_(open_to_read(file_)) {}

ModelFile::~ModelFile() { ::close(descriptor_); }

void ModelFile::read(std::uint64_t at, std::span<char> into) const {
  if (at > size_ || into.size() > size_ - at) {
    reject(tr("it ends early"));
  }
  while (!into.empty()) {
    const ssize_t got = ::pread(descriptor_, into.data(), into.size(), static_cast<off_t>(at));
    if (got > 0) {
      at += static_cast<std::uint64_t>(got);
      into = into.subspan(static_cast<std::size_t>(got));
    } else if (got == 0) {
      cannot_read(file_, tr("it ended early"));
    } else if (errno != EINTR) {
      cannot_read(file_, errno);
    }
  }
}

ReadBytes ModelFile::reader() const {
  return [this](std::uint64_t at, std::span<char> into) { read(at, into); };
}

std::vector<char> ModelFile::head(std::size_t most) const {
  std::vector<char> bytes(std::min<std::uint64_t>(most, size_));
  read(0, bytes);
  return bytes;
}

void ModelFile::reject(std::string_view what) const {
  throw Error(
      say("The model file \"{0}\" is damaged or no model: {1}. Install Neural Style again, or choose another model.",
          file_.string(), what));
}

}  // namespace neural_style
