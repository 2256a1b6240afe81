#include "stylize/state_file.hpp"

#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <string_view>
#include <system_error>

#include "file_bytes.hpp"
#include "neural_style/error.hpp"
#include "neural_style/run_state.hpp"
#include "neural_style/translation.hpp"

namespace neural_style {
namespace {

static_assert(std::endian::native == std::endian::little, "the file's numbers are written as they lie in memory");

constexpr std::string_view mark = "neural-style run";
constexpr std::uint32_t version = 1;

/// Longer than any text in it.
constexpr std::size_t longest_text = 100;

std::uint32_t with(std::uint32_t checksum, std::span<const std::byte> bytes) {
  if (bytes.empty()) {
    return checksum;  // of no bytes at no place zlib makes the first checksum of all
  }
  const void* const first = bytes.data();
  return static_cast<std::uint32_t>(crc32_z(checksum, static_cast<const Bytef*>(first), bytes.size()));
}

[[noreturn]] void no_checkpoint(const std::filesystem::path& file) {
  throw Error(say("{0} is no checkpoint of Neural Style. Choose another name for the checkpoint.", quoted(file)));
}

}  // namespace

void check_state_writable(const std::filesystem::path& file) { check_place(file); }

StateWriter::StateWriter(const std::filesystem::path& file) : file_(file) {
  add(std::as_bytes(std::span(mark)));
  number(version);
}

void StateWriter::text(const std::string& value) {
  number(std::uint64_t{value.size()});
  add(std::as_bytes(std::span(value)));
}

void StateWriter::add(std::span<const std::byte> bytes) {
  checksum_ = with(checksum_, bytes);
  const void* const first = bytes.data();
  file_.write({static_cast<const std::uint8_t*>(first), bytes.size()});
}

void StateWriter::finish() {
  number(std::uint32_t{checksum_});
  file_.take_place();
}

StateReader::StateReader(const std::filesystem::path& file) : file_(file) {
  std::error_code unknown;
  if (std::filesystem::is_directory(file, unknown)) {
    throw Error(say("{0} is a folder. Add the name of a file.", quoted(file)));
  }
  errno = 0;
  stream_.open(file, std::ios::binary);
  if (!stream_) {
    throw Error(say("{0} cannot be opened: {1}. Check its permissions.", quoted(file), reason(errno)));
  }
  check();
}

/// Reads the whole file first: a run is not to begin with half of a state.
void StateReader::check() {
  std::string start(mark.size(), '\0');
  stream_.read(start.data(), static_cast<std::streamsize>(start.size()));
  if (start != mark) {
    no_checkpoint(file_);
  }
  std::uint32_t found = 0;
  number(found);
  if (found != version) {
    throw Error(
        say("The checkpoint {0} was written by another version of Neural Style. Go on with that one, or remove "
            "the checkpoint to begin anew.",
            quoted(file_)));
  }
  const std::streamoff begin = stream_.tellg();
  stream_.seekg(0, std::ios::end);
  std::uint64_t left = static_cast<std::uint64_t>(stream_.tellg());
  std::uint32_t stored = 0;
  if (left < static_cast<std::uint64_t>(begin) + sizeof stored) {
    damaged();
  }
  left -= sizeof stored;
  stream_.seekg(0);
  std::uint32_t checksum = 0;
  std::vector<std::byte> piece(std::size_t{1} << 20U);
  while (left > 0) {
    const std::span<std::byte> next = std::span(piece).first(std::min<std::uint64_t>(piece.size(), left));
    take(next);
    checksum = with(checksum, next);
    left -= next.size();
  }
  number(stored);
  if (stored != checksum) {
    damaged();
  }
  stream_.seekg(begin);
}

void StateReader::text(std::string& value) {
  resize(value, longest_text);
  take(std::as_writable_bytes(std::span(value)));
}

void StateReader::damaged() const {
  throw Error(say("The checkpoint {0} is damaged. Remove it to begin anew.", quoted(file_)));
}

void StateReader::take(std::span<std::byte> bytes) {
  void* const first = bytes.data();
  stream_.read(static_cast<char*>(first), static_cast<std::streamsize>(bytes.size()));
  if (!stream_) {
    damaged();
  }
}

}  // namespace neural_style
