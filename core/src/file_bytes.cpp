// Files read and written whole, by POSIX calls: their errno is the reason that the user is told.
#include "file_bytes.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "descriptor.hpp"
#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "new_file.hpp"
#include "stylize/machine.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;

// NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): open() is declared so
int open_to_read(const fs::path& file) { return ::open(file.c_str(), O_RDONLY | O_CLOEXEC); }

}  // namespace

std::string quoted(const fs::path& file) { return '"' + file.string() + '"'; }

std::string reason(int error) { return std::system_category().message(error); }

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
  NewFile whole(file);
  whole.write(bytes);
  whole.take_place();
}

void check_place(const fs::path& file) { const NewFile beside(file); }

}  // namespace neural_style
