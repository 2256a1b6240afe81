#include "weights/matlab.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "neural_style/translation.hpp"
#include "weights/inflated.hpp"

namespace neural_style {
namespace {

constexpr std::uint64_t header_length = 128;
constexpr std::uint64_t alignment = 8;

// Names and words; dimensions; names of fields.
constexpr std::size_t longest_word = 256;
constexpr std::size_t longest_dimensions = 64;
constexpr std::size_t longest_names = 1U << 16U;
// Networks have three or four.
constexpr int most_variables = 64;

// The format's own numbers for what an element holds.
enum class Holds : std::uint32_t {
  int8 = 1,
  int32 = 5,
  float32 = 7,
  float64 = 9,
  array = 14,
  compressed = 15,
};
constexpr std::uint32_t utf16_text = 17;
constexpr std::uint32_t uint16_text = 4;

MatlabArray::Kind kind_of(unsigned array_class) {
  constexpr unsigned cells = 1;
  constexpr unsigned structure = 2;
  constexpr unsigned text = 4;
  constexpr unsigned first_numbers = 6;
  constexpr unsigned last_numbers = 15;
  switch (array_class) {
    case cells:
      return MatlabArray::Kind::cells;
    case structure:
      return MatlabArray::Kind::structure;
    case text:
      return MatlabArray::Kind::text;
    default:
      return array_class >= first_numbers && array_class <= last_numbers ? MatlabArray::Kind::numbers
                                                                         : MatlabArray::Kind::other;
  }
}

std::span<char> chars_of(std::span<std::byte> bytes) {
  return {static_cast<char*>(static_cast<void*>(bytes.data())), bytes.size()};
}

/// Neighbours lie side by side in the first direction.
Shape column_major(const Shape& dimensions) {
  Shape strides;
  std::size_t stride = 1;
  for (const std::size_t side : dimensions) {
    strides.push_back(stride);
    stride *= side;
  }
  return strides;
}

}  // namespace

/// A piece of data with its length, of which all is made.
struct MatlabReader::Element {
  std::uint32_t holds;
  std::uint64_t begin;
  std::uint64_t size;
  std::uint64_t next;    ///< where the one behind it begins
  std::string in_tag{};  ///< the data, where it stands in the tag itself
};

void MatlabReader::fail() const { file_.reject(tr("its arrays are not readable")); }

MatlabReader::Element MatlabReader::element_at(std::uint64_t at, std::uint64_t end) const {
  if (at > end || end - at < alignment) {
    fail();
  }
  std::array<std::uint32_t, 2> tag{};
  read_(at, chars_of(std::as_writable_bytes(std::span(tag))));
  // Up to four bytes of data stand in the tag itself, behind their length and type.
  constexpr unsigned half = 16;
  constexpr std::uint64_t small = 4;
  if (const std::uint32_t size = tag[0] >> half; size > 0) {
    if (size > small) {
      fail();
    }
    const std::span<char> data = chars_of(std::as_writable_bytes(std::span(tag))).subspan(small, size);
    return {tag[0] & 0xFFFFU, at + small, size, at + alignment, std::string(data.begin(), data.end())};
  }
  Element element = {tag[0], at + alignment, tag[1], at + alignment + (tag[1] + alignment - 1) / alignment * alignment};
  if (element.size > end - element.begin) {
    fail();
  }
  return element;
}

std::string MatlabReader::bytes_of(const Element& element, std::size_t most) const {
  if (element.size > most) {
    fail();
  }
  if (!element.in_tag.empty()) {
    return element.in_tag;
  }
  std::string bytes(element.size, '\0');
  read_(element.begin, bytes);
  return bytes;
}

Shape MatlabReader::dimensions_of(const Element& element) const {
  const std::string bytes = bytes_of(element, longest_dimensions);
  if (bytes.size() < sizeof(std::int32_t)) {
    fail();
  }
  std::vector<std::int32_t> sides(bytes.size() / sizeof(std::int32_t));
  std::memcpy(sides.data(), bytes.data(), sides.size() * sizeof(std::int32_t));
  if (std::any_of(sides.begin(), sides.end(), [](std::int32_t side) { return side < 0; })) {
    fail();
  }
  return {sides.begin(), sides.end()};
}

MatlabArray MatlabReader::array_at(std::uint64_t at, std::uint64_t end) const {
  const Element whole = element_at(at, end);
  if (whole.holds != static_cast<std::uint32_t>(Holds::array)) {
    fail();
  }
  MatlabArray array;
  array.begin = whole.begin;
  array.end = whole.begin + whole.size;
  if (whole.size == 0) {  // how an empty cell may be written
    return array;
  }
  const Element flags = element_at(whole.begin, array.end);
  const std::string flag_bytes = bytes_of(flags, longest_dimensions);
  if (flag_bytes.empty()) {
    fail();
  }
  array.kind = kind_of(static_cast<unsigned char>(flag_bytes.front()));
  const Element dimensions = element_at(flags.next, array.end);
  array.dimensions = dimensions_of(dimensions);
  const Element name = element_at(dimensions.next, array.end);
  array.name = bytes_of(name, longest_word);
  array.begin = name.next;
  return array;
}

void MatlabReader::visit_cells(const MatlabArray& array, const std::function<bool(const MatlabArray&)>& visit) const {
  const auto count = product(array.dimensions, 1);
  if (array.kind != MatlabArray::Kind::cells || !count) {
    fail();
  }
  std::uint64_t at = array.begin;
  for (std::size_t cell = 0; cell < *count; ++cell) {
    const MatlabArray inner = array_at(at, array.end);
    if (!visit(inner)) {
      return;
    }
    at = inner.end;
  }
}

void MatlabReader::visit_fields(const MatlabArray& array,
                                const std::function<void(const std::string&, const MatlabArray&)>& visit) const {
  if (array.kind != MatlabArray::Kind::structure || product(array.dimensions, 1) != 1) {
    fail();
  }
  const Element length_element = element_at(array.begin, array.end);
  const std::string length_bytes = bytes_of(length_element, sizeof(std::uint32_t));
  std::uint32_t length = 0;
  std::memcpy(&length, length_bytes.data(), length_bytes.size());
  const Element names_element = element_at(length_element.next, array.end);
  const std::string names = bytes_of(names_element, longest_names);
  if (length == 0) {
    fail();
  }
  std::uint64_t at = names_element.next;
  for (std::size_t name = 0; name + length <= names.size(); name += length) {
    const MatlabArray field = array_at(at, array.end);
    const std::string padded = names.substr(name, length);
    visit(padded.substr(0, padded.find('\0')), field);
    at = field.end;
  }
}

std::string MatlabReader::text(const MatlabArray& array) const {
  if (array.kind != MatlabArray::Kind::text) {
    fail();
  }
  const Element element = element_at(array.begin, array.end);
  const std::string bytes = bytes_of(element, longest_word);
  const std::size_t width = element.holds == uint16_text || element.holds == utf16_text ? 2 : 1;
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += width) {
    text += bytes[at];  // what is not ASCII is no name of a layer
  }
  return text;
}

StoredTensor MatlabReader::numbers(const MatlabArray& array) const {
  if (array.kind != MatlabArray::Kind::numbers) {
    fail();
  }
  const Element element = element_at(array.begin, array.end);
  StoredTensor tensor = {NumberType::other, array.dimensions, column_major(array.dimensions), element.begin};
  std::size_t number_size = 0;
  if (element.holds == static_cast<std::uint32_t>(Holds::float32)) {
    tensor.type = NumberType::float32;
    number_size = sizeof(float);
  } else if (element.holds == static_cast<std::uint32_t>(Holds::float64)) {
    tensor.type = NumberType::float64;
    number_size = sizeof(double);
  }
  if (number_size != 0 && product(array.dimensions, number_size) != element.size) {
    fail();
  }
  return tensor;
}

bool is_matlab(std::span<const char> head) {
  constexpr std::string_view mark = "MATLAB ";
  return head.size() > mark.size() && std::equal(mark.begin(), mark.end(), head.begin());
}

std::map<std::string, MatlabVariable, std::less<>> read_matlab(const ModelFile& file) {
  constexpr std::string_view level_5 = "MATLAB 5.0 ";
  constexpr std::string_view little_endian = "IM";
  const std::vector<char> head = file.head(header_length);
  const std::string_view header(head.data(), head.size());
  if (!header.starts_with(level_5)) {
    file.reject(tr("it is of MATLAB's version 7.3, which cannot be read; in MATLAB, save -v7 writes one that can"));
  }
  if (!header.ends_with(little_endian) || header.size() < header_length) {
    file.reject(tr("its header is not readable"));
  }
  const ReadBytes read = file.reader();
  std::map<std::string, MatlabVariable, std::less<>> variables;
  std::uint64_t at = header_length;
  for (int count = 0; at < file.size() && count < most_variables; ++count) {
    std::array<std::uint32_t, 2> tag{};
    file.read(at, chars_of(std::as_writable_bytes(std::span(tag))));
    const auto [holds, size] = tag;
    const std::uint64_t begin = at + alignment;
    if (size > file.size() - begin) {
      file.reject(tr("it ends early"));
    }
    if (holds == static_cast<std::uint32_t>(Holds::compressed)) {
      const auto inflated = std::make_shared<InflatedBytes>(file, begin, size);
      MatlabReader reader(file,
                          [inflated](std::uint64_t position, std::span<char> into) { inflated->read(position, into); });
      // How long it is only its own tag says: 4 GiB at most.
      constexpr std::uint64_t longest = (std::uint64_t{1} << 32U) + alignment;
      const MatlabArray array = reader.array_at(0, longest);
      variables.emplace(array.name, MatlabVariable{std::move(reader), array});
    } else {
      MatlabReader reader(file, read);
      const MatlabArray array = reader.array_at(at, file.size());
      variables.emplace(array.name, MatlabVariable{std::move(reader), array});
    }
    at = begin + size;  // of a multiple of 8 bytes, or compressed and then not aligned
  }
  return variables;
}

}  // namespace neural_style
