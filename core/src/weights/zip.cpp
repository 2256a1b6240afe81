#include "weights/zip.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <string_view>
#include <vector>

#include "neural_style/translation.hpp"
#include "settings/quote.hpp"

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

/// Takes numbers out of a record, one after the other.
class Record {
 public:
  Record(const ModelFile& file, std::span<const char> bytes) : file_(file), rest_(bytes) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }

  std::span<const char> take(std::size_t count) {
    if (count > rest_.size()) {
      fail(file_);
    }
    const std::span<const char> taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }

  template <class Number>
  Number number() {
    Number value{};
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }

  /// Fails unless these bytes come next.
  void expect(std::string_view mark) {
    const std::span<const char> found = take(mark.size());
    if (!std::equal(found.begin(), found.end(), mark.begin(), mark.end())) {
      fail(file_);
    }
  }

 private:
  const ModelFile& file_;
  std::span<const char> rest_;
};

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
  Record record(file, bytes);
  record.expect(long_directory_end);
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
  Record end(file, end_bytes);
  end.expect(directory_end);
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
  Record locator(file, locator_bytes);
  locator.expect(long_directory_locator);
  locator.take(4);  // disk
  return long_directory(file, locator.number<std::uint64_t>());
}

/// Of an entry's extra fields, ZIP64's holds in this order those of the numbers that are `elsewhere`.
void read_long_numbers(Record extra, const ModelFile& file, std::span<std::uint64_t* const> numbers) {
  while (!extra.empty()) {
    const auto field = extra.number<std::uint16_t>();
    Record data(file, extra.take(extra.number<std::uint16_t>()));
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
  Record header(file, bytes);
  header.expect(local_header);
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

bool is_zip(std::span<const char> head) {
  return head.size() >= local_header.size() && std::equal(local_header.begin(), local_header.end(), head.begin());
}

std::map<std::string, ZipEntry, std::less<>> read_zip(const ModelFile& file) {
  const Directory directory = find_directory(file);
  if (directory.size > longest_directory) {
    fail(file);
  }
  const std::vector<char> bytes = bytes_at(file, directory.begin, directory.size);
  Record record(file, bytes);
  std::map<std::string, ZipEntry, std::less<>> entries;
  while (!record.empty()) {
    record.expect(directory_entry);
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
    read_long_numbers(Record(file, extra), file, std::array{&size, &stored_size, &header});
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
