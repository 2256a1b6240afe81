#include "weights/layer_tensors.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>
#include <system_error>

#include "network/layers.hpp"
#include "neural_style/translation.hpp"

namespace neural_style {
namespace {

std::string layer_name(int block, int position) {
  return "conv" + std::to_string(block) + "_" + std::to_string(position);
}

bool is_used(std::string_view layer) {
  return std::find(layer_names.begin(), layer_names.end(), layer) != layer_names.end();
}

/// 28 of "features.28.weight"; nothing of any other name.
std::optional<int> number_of(std::string_view name) {
  constexpr std::string_view before = "features.";
  constexpr std::string_view after = ".weight";
  if (!name.starts_with(before) || !name.ends_with(after) || name.size() <= before.size() + after.size()) {
    return std::nullopt;
  }
  name.remove_prefix(before.size());
  name.remove_suffix(after.size());
  int number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  return error == std::errc() && end == name.data() + name.size() ? std::optional(number) : std::nullopt;
}

/// The layers by torchvision's numbers, which count ReLUs and poolings too: the next convolution is 2 on in the same
/// block, and 3 on in the next one.
std::vector<LayerTensors> numbered_layers(const ModelFile& file, const TensorTable& table) {
  std::map<int, std::size_t> dimensions;  // of the weights, by number
  for (const auto& [name, tensor] : table.tensors) {
    if (const auto number = number_of(name)) {
      dimensions[*number] = tensor.shape.size();
    }
  }
  std::vector<LayerTensors> layers;
  int block = 1;
  int position = 0;
  int last = -2;
  for (const auto& [number, sides] : dimensions) {
    const int step = number - last;
    // vgg19_bn has a normalisation, of one dimension, behind every convolution.
    if (sides != 4 || (step != 2 && step != 3)) {
      file.reject(tr("its layers are not those of VGG-19 or VGG-16 without batch normalization"));
    }
    block += step == 3 ? 1 : 0;
    position = step == 3 ? 1 : position + 1;
    last = number;
    const std::string layer = layer_name(block, position);
    if (is_used(layer)) {
      const std::string name = "features." + std::to_string(number);
      layers.push_back({layer, name + ".weight", name + ".bias"});
    }
  }
  return layers;
}

}  // namespace

NamedLayers find_layers(const ModelFile& file, const TensorTable& table) {
  NamedLayers found;
  for (const std::string_view layer : layer_names) {
    const std::string begin = std::string(layer) + '.';
    const auto first = table.tensors.lower_bound(begin);
    if (first != table.tensors.end() && first->first.starts_with(begin)) {
      found.layers.push_back({std::string(layer), begin + "weight", begin + "bias"});
    }
  }
  if (found.layers.empty()) {
    found.layers = numbered_layers(file, table);
    found.by_number = !found.layers.empty();
  }
  return found;
}

}  // namespace neural_style
