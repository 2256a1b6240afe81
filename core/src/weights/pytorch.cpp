// Both forms hold a pickle that describes the tensors; they differ in where the numbers are.
#include "weights/pytorch.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "neural_style/translation.hpp"
#include "settings/quote.hpp"
#include "weights/byte_reader.hpp"
#include "weights/pickle.hpp"
#include "weights/zip.hpp"

namespace neural_style {
namespace {

// Pickles of networks take some kilobytes.
constexpr std::size_t longest_pickle = 1U << 20U;

/// The pickle of the number that PyTorch marks its older files with, 0x1950A86A20F9469CFC6C.
constexpr std::string_view legacy_mark = "\x80\x02\x8A\x0A\x6C\xFC\x9C\x46\xF9\x20\x6A\xA8\x50\x19.";

/// Bytes at which storages begin, by key.
using Begins = std::map<std::string, std::uint64_t, std::less<>>;

/// Bytes that a storage takes; nothing if that is more than can be counted.
std::optional<std::size_t> bytes_of(const pickle::Storage& storage) {
  return product({storage.count}, storage.number_size);
}

/// Whether all of the tensor lies in its storage.
bool is_inside(const pickle::Tensor& tensor) {
  std::size_t last = tensor.offset;
  for (std::size_t direction = 0; direction < tensor.shape.size(); ++direction) {
    const std::size_t side = tensor.shape[direction];
    const std::size_t stride = tensor.strides[direction];
    if (side == 0) {
      return true;
    }
    const auto way = product({side - 1}, stride);
    if (!way || *way > std::numeric_limits<std::size_t>::max() - last) {
      return false;
    }
    last += *way;
  }
  return last < tensor.storage->count;
}

TensorTable table_of(const ModelFile& file, const pickle::Value& value, const Begins& begins) {
  const auto* const root = std::get_if<pickle::Dictionary*>(&value);
  if (root == nullptr) {
    file.reject(tr("it holds no tensors by name"));
  }
  TensorTable table;
  table.read = file.reader();
  for (const auto& [key, entry] : (*root)->entries) {
    const auto* const name = std::get_if<const pickle::Text*>(&key);
    const auto* const found = std::get_if<const pickle::Tensor*>(&entry);
    if (name == nullptr || found == nullptr) {
      continue;
    }
    const pickle::Tensor& tensor = **found;
    if (!product(tensor.shape, tensor.storage->number_size) || !is_inside(tensor)) {
      file.reject(say("tensor {0} lies outside the file", quote((*name)->text)));
    }
    table.tensors[(*name)->text] = {
        tensor.storage->type, tensor.shape, tensor.strides,
        begins.find(tensor.storage->key->text)->second + tensor.offset * tensor.storage->number_size};
  }
  return table;
}

}  // namespace

bool is_legacy_pytorch(std::span<const char> head) { return begins_with(head, legacy_mark); }

TensorTable read_legacy_pytorch(const ModelFile& file) {
  const std::vector<char> head = file.head(longest_pickle);
  if (!is_legacy_pytorch(head)) {
    file.reject(tr("its pickle is not readable"));
  }
  std::size_t position = legacy_mark.size();
  const auto next = [&] { return std::span(head).subspan(position); };
  position += Pickle(file, next()).length();  // version
  position += Pickle(file, next()).length();  // sizes of numbers on the machine that wrote it
  const Pickle tensors(file, next());
  position += tensors.length();
  const Pickle keys(file, next());
  position += keys.length();

  // The storages follow in the order of their keys, a length of 8 bytes before each.
  std::map<std::string_view, const pickle::Storage*> storages;
  for (const pickle::Storage& storage : tensors.storages()) {
    storages[storage.key->text] = &storage;
  }
  Begins begins;
  std::uint64_t at = position;
  const auto* const order = std::get_if<pickle::List*>(&keys.result());
  for (const pickle::Value& key : order == nullptr ? std::vector<pickle::Value>() : (*order)->values) {
    const auto* const text = std::get_if<const pickle::Text*>(&key);
    const auto storage = text == nullptr ? storages.end() : storages.find((*text)->text);
    if (storage == storages.end()) {
      break;
    }
    at += sizeof(std::uint64_t);
    begins[(*text)->text] = at;
    const auto bytes = bytes_of(*storage->second);
    if (at > file.size() || !bytes || *bytes > file.size() - at) {
      file.reject(tr("it ends early"));
    }
    at += *bytes;
  }
  for (const pickle::Storage& storage : tensors.storages()) {
    const pickle::Storage& same = *storages[storage.key->text];
    if (!begins.contains(storage.key->text) || bytes_of(storage) != bytes_of(same)) {
      file.reject(tr("it holds no numbers for its tensors"));
    }
  }
  return table_of(file, tensors.result(), begins);
}

TensorTable read_pytorch(const ModelFile& file) {
  constexpr std::string_view description = "/data.pkl";
  const auto entries = read_zip(file);
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const auto& entry) { return entry.first.ends_with(description); });
  if (found == entries.end() || found->second.size > longest_pickle) {
    file.reject(tr("it holds no tensors by name"));
  }
  std::vector<char> bytes(found->second.size);
  file.read(found->second.begin, bytes);
  const Pickle tensors(file, bytes);

  const std::string folder = found->first.substr(0, found->first.size() - description.size()) + "/data/";
  Begins begins;
  for (const pickle::Storage& storage : tensors.storages()) {
    const auto data = entries.find(folder + storage.key->text);
    if (data == entries.end() || bytes_of(storage) != data->second.size) {
      file.reject(tr("it holds no numbers for its tensors"));
    }
    begins[storage.key->text] = data->second.begin;
  }
  return table_of(file, tensors.result(), begins);
}

}  // namespace neural_style
