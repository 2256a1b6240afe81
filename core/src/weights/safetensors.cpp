// The reader of safetensors files.
#include "weights/safetensors.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "settings/quote.hpp"
#include "weights/whole_file.hpp"

namespace neural_style {
namespace {

using nlohmann::json;

static_assert(std::endian::native == std::endian::little, "the numbers are copied as they lie in the file");

struct TypeRow {
  std::string_view name;  ///< in the header
  NumberType type;
  std::size_t size;  ///< bytes
};

constexpr std::array types = {TypeRow{"U8", NumberType::uint8, 1}, TypeRow{"F32", NumberType::float32, 4}};

constexpr std::size_t length_bytes = 8;

// A network's header takes some kilobytes. Parsed JSON takes many times its length, so the length is limited.
constexpr std::uint64_t longest_header = 1U << 20U;

const TypeRow* find_type(const json& name) {
  const auto* const found =
      std::find_if(types.begin(), types.end(), [&](const TypeRow& row) { return name == std::string(row.name); });
  return found == types.end() ? nullptr : found;
}

std::optional<std::size_t> size_from(const json& value) {
  return value.is_number_unsigned() ? std::optional(value.get<std::size_t>()) : std::nullopt;
}

/// A list of sizes, or nothing if `value` is something else.
std::optional<std::vector<std::size_t>> sizes_from(const json& value) {
  if (!value.is_array()) {
    return std::nullopt;
  }
  std::vector<std::size_t> sizes;
  for (const json& each : value) {
    const std::optional<std::size_t> size = size_from(each);
    if (!size) {
      return std::nullopt;
    }
    sizes.push_back(*size);
  }
  return sizes;
}

/// Bytes of a tensor, or nothing if that is more than can be counted.
std::optional<std::size_t> byte_count(const std::vector<std::size_t>& shape, std::size_t number_size) {
  std::size_t count = number_size;
  for (const std::size_t side : shape) {
    if (side != 0 && count > std::numeric_limits<std::size_t>::max() / side) {
      return std::nullopt;
    }
    count *= side;
  }
  return count;
}

/// The header as JSON: discarded if it is none, or if a key of the outer object comes twice (which JSON readers
/// resolve each in its own way).
json parse_header(std::string_view header) {
  std::set<std::string> names;
  bool twice = false;
  const auto watch = [&](int depth, json::parse_event_t event, json& parsed) {
    if (depth == 1 && event == json::parse_event_t::key) {
      twice = twice || !names.insert(parsed.get<std::string>()).second;
    }
    return true;
  };
  json result = json::parse(header, watch, false);
  return twice ? json(json::value_t::discarded) : result;
}

}  // namespace

template <class Number>
std::vector<Number> StoredTensor::numbers() const {
  if (type != (std::is_same_v<Number, float> ? NumberType::float32 : NumberType::uint8)) {
    throw std::logic_error("these are numbers of another type");
  }
  std::vector<Number> copy(bytes.size() / sizeof(Number));
  if (!copy.empty()) {
    std::memcpy(copy.data(), bytes.data(), bytes.size());
  }
  return copy;
}

template std::vector<float> StoredTensor::numbers<float>() const;
template std::vector<std::uint8_t> StoredTensor::numbers<std::uint8_t>() const;

SafetensorsFile::SafetensorsFile(const std::filesystem::path& file) : file_(file), contents_(whole_file(file)) {
  std::uint64_t length = 0;
  if (contents_.size() < length_bytes) {
    reject(tr("it is too short"));
  }
  std::memcpy(&length, contents_.data(), length_bytes);
  const auto after_length = std::span<const char>(contents_).subspan(length_bytes);
  if (length > longest_header || length > after_length.size()) {
    reject(tr("its header is longer than it can be"));
  }
  const auto header = after_length.first(length);
  read_tensors({header.data(), header.size()}, after_length.subspan(length));
}

void SafetensorsFile::read_tensors(std::string_view header, std::span<const char> data) {
  const json rows = parse_header(header);
  if (!rows.is_object()) {
    reject(tr("its header is not readable"));
  }
  for (const auto& [name, row] : rows.items()) {
    if (name == "__metadata__") {
      continue;
    }
    const std::string tensor = quote(name);
    if (!row.is_object() || !row.contains("dtype") || !row.contains("shape") || !row.contains("data_offsets")) {
      reject(say("tensor {0} is not described", tensor));
    }
    const TypeRow* const type = find_type(row["dtype"]);
    if (type == nullptr) {
      reject(say("tensor {0} has numbers of a type that cannot be read", tensor));
    }
    const auto shape = sizes_from(row["shape"]);
    const auto place = sizes_from(row["data_offsets"]);
    if (!shape || !place || place->size() != 2 || place->front() > place->back() || place->back() > data.size()) {
      reject(say("tensor {0} lies outside the file", tensor));
    }
    const std::size_t length = place->back() - place->front();
    if (byte_count(*shape, type->size) != length) {
      reject(say("tensor {0} has not the length that its shape asks for", tensor));
    }
    tensors_[name] = {type->type, *shape, data.subspan(place->front(), length)};
  }
  check_places(data);
}

/// The format asks that the tensors cover the data without overlap or gap.
void SafetensorsFile::check_places(std::span<const char> data) const {
  std::vector<std::span<const char>> places;
  for (const auto& [name, tensor] : tensors_) {
    places.push_back(tensor.bytes);
  }
  const auto before = [](const auto& a, const auto& b) {
    return std::pair(a.data(), a.size()) < std::pair(b.data(), b.size());
  };
  std::sort(places.begin(), places.end(), before);
  const char* end = data.data();
  for (const auto& place : places) {
    if (place.data() != end) {
      reject(tr("its tensors overlap or leave gaps"));
    }
    end += place.size();
  }
  if (end != data.data() + data.size()) {
    reject(tr("it goes on after its last tensor"));
  }
}

const StoredTensor& SafetensorsFile::tensor(const std::string& name, NumberType type) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end() || found->second.type != type) {
    reject(say("it has no tensor {0} of the type that VGG-19 needs", quote(name)));
  }
  return found->second;
}

void SafetensorsFile::reject(std::string_view what) const {
  throw Error(
      say("The model file \"{0}\" is damaged or no model: {1}. Install Neural Style again, or choose another model.",
          file_.string(), what));
}

}  // namespace neural_style
