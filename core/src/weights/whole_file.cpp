// Reads a file at one go.
#include "weights/whole_file.hpp"

#include <cerrno>
#include <cstdint>
#include <fstream>
#include <ios>
#include <string>
#include <system_error>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"

namespace neural_style {
namespace {

// VGG-19 with all its layers in float32 has 550 MiB.
constexpr std::uintmax_t longest_file = std::uintmax_t{2} << 30U;

[[noreturn]] void cannot_read(const std::filesystem::path& file, const std::string& why) {
  throw Error(say("The model file \"{0}\" cannot be read: {1}.", file.string(), why));
}

}  // namespace

std::vector<char> whole_file(const std::filesystem::path& file) {
  // Checked first, because opening a pipe would wait and a device has no length.
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(file, error);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    cannot_read(file, tr("it is not a file"));
  }
  const std::uintmax_t length = std::filesystem::file_size(file, error);
  if (error) {
    cannot_read(file, error.message());
  }
  if (length > longest_file) {
    cannot_read(file, tr("it is larger than any model"));
  }
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    cannot_read(file, std::generic_category().message(errno));
  }
  std::vector<char> contents(length);
  stream.read(contents.data(), static_cast<std::streamsize>(length));
  if (!stream) {
    cannot_read(file, tr("it ended early"));
  }
  return contents;
}

}  // namespace neural_style
