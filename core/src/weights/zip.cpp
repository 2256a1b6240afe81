#include "weights/zip.hpp"

#include <array>
#include <limits>
#include <string_view>
#include <vector>

#include "neural_style/translation.hpp"
#include "settings/quote.hpp"
#include "weights/byte_reader.hpp"

namespace neural_style {
namespace {

constexpr std::string_view local_header = "PK\x03\x04";
constexpr std::string_view directory_entry = "PK\x01\x02";
constexpr std::string_view directory_end = "PK\x05\x06";
constexpr std::string_view long_directory_end = "PK\x06\x06";
constexpr std::string_view long_directory_locator = "PK\x06\x07";

// A network's directory takes some kilobytes.
constexpr std::uint64_t longest_directory = 1U << 20U;

// What stands in place of a number that the longer fields of ZIP64 hold.
constexpr std::uint32_t elsewhere = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint16_t zip64_field = 1;

[[noreturn]] void fail(const ModelFile& file) { file.reject(tr("its archive is not readable")); }

/// A record of the archive.
ByteReader record_of(const ModelFile& file, std::span<const char> bytes) { return {file, bytes, fail}; }

/// Fails unless these bytes come next.
void expect(const ModelFile& file, ByteReader& record, std::string_view mark) {
  if (!begins_with(record.take(mark.size()), mark)) {
    fail(file);
  }
}

std::vector<char> bytes_at(const ModelFile& file, std::uint64_t at, std::size_t count) {
  std::vector<char> bytes(count);
  file.read(at, bytes);
  return bytes;
}

struct Directory {
  std::uint64_t begin;
  std::uint64_t size;
};

/// By the record at byte `at`, which ZIP64 adds.
Directory long_directory(const ModelFile& file, std::uint64_t at) {
  constexpr std::size_t length = 56;
  const std::vector<char> bytes = bytes_at(file, at, length);
  ByteReader record = record_of(file, bytes);
  expect(file, record, long_directory_end);
  record.take(36);  // lengths, versions, disks, counts
  const auto size = record.number<std::uint64_t>();
  return {record.number<std::uint64_t>(), size};
}

/// The record at the very end says where the directory is; PyTorch writes no comment behind it.
Directory find_directory(const ModelFile& file) {
  constexpr std::size_t end_length = 22;
  constexpr std::size_t locator_length = 20;
  if (file.size() < end_length) {
    fail(file);
  }
  const std::uint64_t end_begin = file.size() - end_length;
  const std::vector<char> end_bytes = bytes_at(file, end_begin, end_length);
  ByteReader end = record_of(file, end_bytes);
  expect(file, end, directory_end);
  end.take(8);  // disks, counts
  const auto size = end.number<std::uint32_t>();
  const auto begin = end.number<std::uint32_t>();
  if (size != elsewhere && begin != elsewhere) {
    return {begin, size};
  }
  if (end_begin < locator_length) {
    fail(file);
  }
  const std::vector<char> locator_bytes = bytes_at(file, end_begin - locator_length, locator_length);
  ByteReader locator = record_of(file, locator_bytes);
  expect(file, locator, long_directory_locator);
  locator.take(4);  // disk
  return long_directory(file, locator.number<std::uint64_t>());
}

/// Of an entry's extra fields, ZIP64's holds in this order those of the numbers that are `elsewhere`.
void read_long_numbers(ByteReader extra, const ModelFile& file, std::span<std::uint64_t* const> numbers) {
  while (!extra.rest().empty()) {
    const auto field = extra.number<std::uint16_t>();
    ByteReader data = record_of(file, extra.take(extra.number<std::uint16_t>()));
    if (field != zip64_field) {
      continue;
    }
    for (std::uint64_t* const number : numbers) {
      if (*number == elsewhere) {
        *number = data.number<std::uint64_t>();
      }
    }
  }
}

/// The entry whose local header is at that byte.
ZipEntry entry_at(const ModelFile& file, std::uint64_t at, std::uint64_t size) {
  constexpr std::size_t length = 30;
  const std::vector<char> bytes = bytes_at(file, at, length);
  ByteReader header = record_of(file, bytes);
  expect(file, header, local_header);
  header.take(22);  // what the directory says, too
  const auto name_length = header.number<std::uint16_t>();
  const auto extra_length = header.number<std::uint16_t>();
  const std::uint64_t begin = at + length + name_length + extra_length;
  if (begin > file.size() || size > file.size() - begin) {
    fail(file);
  }
  return {begin, size};
}

}  // namespace

bool is_zip(std::span<const char> head) { return begins_with(head, local_header); }

std::map<std::string, ZipEntry, std::less<>> read_zip(const ModelFile& file) {
  const Directory directory = find_directory(file);
  if (directory.size > longest_directory) {
    fail(file);
  }
  const std::vector<char> bytes = bytes_at(file, directory.begin, directory.size);
  ByteReader record = record_of(file, bytes);
  std::map<std::string, ZipEntry, std::less<>> entries;
  while (!record.rest().empty()) {
    expect(file, record, directory_entry);
    record.take(4);  // versions
    const auto flags = record.number<std::uint16_t>();
    const auto method = record.number<std::uint16_t>();
    record.take(8);  // time, checksum
    std::uint64_t stored_size = record.number<std::uint32_t>();
    std::uint64_t size = record.number<std::uint32_t>();
    const auto name_length = record.number<std::uint16_t>();
    const auto extra_length = record.number<std::uint16_t>();
    const auto comment_length = record.number<std::uint16_t>();
    record.take(8);  // disk, attributes
    std::uint64_t header = record.number<std::uint32_t>();
    const std::span<const char> name_bytes = record.take(name_length);
    const std::string name(name_bytes.begin(), name_bytes.end());
    const std::span<const char> extra = record.take(extra_length);
    record.take(comment_length);
    read_long_numbers(record_of(file, extra), file, std::array{&size, &stored_size, &header});
    const bool encrypted = (flags & 1U) != 0;
    if (method != 0 || encrypted || stored_size != size) {
      file.reject(say("its entry {0} is compressed or encrypted", quote(name)));
    }
    if (!entries.emplace(name, entry_at(file, header, size)).second) {
      fail(file);
    }
  }
  return entries;
}

}  // namespace neural_style
