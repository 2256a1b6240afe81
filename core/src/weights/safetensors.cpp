// The reader of safetensors files.
#include "weights/safetensors.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <utility>

#include "neural_style/translation.hpp"
#include "settings/quote.hpp"

namespace neural_style {
namespace {

using nlohmann::json;

struct TypeRow {
  std::string_view name;  ///< in the header
  NumberType type;
  std::size_t size;  ///< bytes
};

constexpr std::array types = {
    TypeRow{"U8", NumberType::uint8, 1},      TypeRow{"F16", NumberType::float16, 2},
    TypeRow{"BF16", NumberType::bfloat16, 2}, TypeRow{"F32", NumberType::float32, 4},
    TypeRow{"F64", NumberType::float64, 8},   TypeRow{"BOOL", NumberType::other, 1},
    TypeRow{"I8", NumberType::other, 1},      TypeRow{"I16", NumberType::other, 2},
    TypeRow{"U16", NumberType::other, 2},     TypeRow{"I32", NumberType::other, 4},
    TypeRow{"U32", NumberType::other, 4},     TypeRow{"I64", NumberType::other, 8},
    TypeRow{"U64", NumberType::other, 8},
};

constexpr std::size_t length_bytes = 8;

// A network's header takes some kilobytes. Parsed JSON takes many times its length, so the length is limited.
constexpr std::uint64_t longest_header = 1U << 20U;

const TypeRow* find_type(const json& name) {
  const auto* const found =
      std::find_if(types.begin(), types.end(), [&](const TypeRow& row) { return name == std::string(row.name); });
  return found == types.end() ? nullptr : found;
}

/// A list of sizes, or nothing if `value` is something else.
std::optional<Shape> sizes_from(const json& value) {
  if (!value.is_array()) {
    return std::nullopt;
  }
  Shape sizes;
  for (const json& each : value) {
    if (!each.is_number_unsigned()) {
      return std::nullopt;
    }
    sizes.push_back(each.get<std::size_t>());
  }
  return sizes;
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

std::optional<InputForm> input_from(const ModelFile& file, const json& metadata) {
  constexpr const char* key = "neural_style.input";
  if (!metadata.is_object() || !metadata.contains(key)) {
    return std::nullopt;
  }
  const json& text = metadata[key];
  const auto form = text.is_string() ? parse_input_form(text.get_ref<const std::string&>()) : std::nullopt;
  if (!form) {
    file.reject(say("its entry {0} is not readable", quote(key)));
  }
  return form;
}

/// Bytes from `begin` to `end`.
using Place = std::pair<std::size_t, std::size_t>;

/// The format asks that the tensors cover the data without overlap or gap.
void check_places(const ModelFile& file, std::vector<Place> places, std::size_t data_size) {
  std::sort(places.begin(), places.end());
  std::size_t covered = 0;
  for (const auto& [begin, end] : places) {
    if (begin != covered) {
      file.reject(tr("its tensors overlap or leave gaps"));
    }
    covered = end;
  }
  if (covered != data_size) {
    file.reject(tr("it goes on after its last tensor"));
  }
}

void read_tensors(const ModelFile& file, const json& rows, std::uint64_t data_begin, TensorTable& table) {
  const std::size_t data_size = file.size() - data_begin;
  std::vector<Place> places;
  for (const auto& [name, row] : rows.items()) {
    if (name == "__metadata__") {
      table.input = input_from(file, row);
      continue;
    }
    const std::string tensor = quote(name);
    if (!row.is_object() || !row.contains("dtype") || !row.contains("shape") || !row.contains("data_offsets")) {
      file.reject(say("tensor {0} is not described", tensor));
    }
    const TypeRow* const type = find_type(row["dtype"]);
    if (type == nullptr) {
      file.reject(say("tensor {0} has numbers of a type that cannot be read", tensor));
    }
    const auto shape = sizes_from(row["shape"]);
    const auto place = sizes_from(row["data_offsets"]);
    if (!shape || !place || place->size() != 2 || place->front() > place->back() || place->back() > data_size) {
      file.reject(say("tensor {0} lies outside the file", tensor));
    }
    if (product(*shape, type->size) != place->back() - place->front()) {
      file.reject(say("tensor {0} has not the length that its shape asks for", tensor));
    }
    table.tensors[name] = {type->type, *shape, row_major(*shape), data_begin + place->front()};
    places.emplace_back(place->front(), place->back());
  }
  check_places(file, std::move(places), data_size);
}

}  // namespace

bool is_safetensors(std::span<const char> head) { return head.size() > length_bytes && head[length_bytes] == '{'; }

TensorTable read_safetensors(const ModelFile& file) {
  std::uint64_t length = 0;
  if (file.size() < length_bytes) {
    file.reject(tr("it is too short"));
  }
  const std::vector<char> first = file.head(length_bytes);
  std::memcpy(&length, first.data(), length_bytes);
  if (length > longest_header || length > file.size() - length_bytes) {
    file.reject(tr("its header is longer than it can be"));
  }
  std::string header(length, '\0');
  file.read(length_bytes, header);
  const json rows = parse_header(header);
  if (!rows.is_object()) {
    file.reject(tr("its header is not readable"));
  }
  TensorTable table;
  table.read = file.reader();
  read_tensors(file, rows, length_bytes + length, table);
  return table;
}

}  // namespace neural_style
