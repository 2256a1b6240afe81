// The weights of networks from the files that hold them.
#include "weights/network_weights.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "network/layers.hpp"
#include "neural_style/translation.hpp"
#include "settings/quote.hpp"
#include "weights/safetensors.hpp"

namespace neural_style {
namespace {

using Shape = std::vector<std::size_t>;

constexpr std::size_t kernel_side = 3;
constexpr std::size_t palette_size = 256;

/// Channels that the layers put out: 64 in the first block, doubled by each of the next three.
constexpr std::size_t channels_of(std::size_t layer) {
  constexpr std::array<std::size_t, 5> by_block = {64, 128, 256, 512, 512};
  return by_block.at(static_cast<std::size_t>(block_of(layer)) - 1);
}

const StoredTensor& checked(const SafetensorsFile& file, const std::string& name, NumberType type, const Shape& shape) {
  const StoredTensor& tensor = file.tensor(name, type);
  if (tensor.shape != shape) {
    file.reject(say("tensor {0} has not the shape that VGG-19 needs", quote(name)));
  }
  return tensor;
}

std::vector<float> finite_floats(const SafetensorsFile& file, const std::string& name, const Shape& shape) {
  std::vector<float> numbers = checked(file, name, NumberType::float32, shape).numbers<float>();
  if (!std::all_of(numbers.begin(), numbers.end(), [](float number) { return std::isfinite(number); })) {
    file.reject(say("tensor {0} has values that are no numbers", quote(name)));
  }
  return numbers;
}

/// Weights in the palette form: NAME.index has the shape of the weights, each an index into NAME.table.
std::vector<float> palette_floats(const SafetensorsFile& file, const std::string& name, const Shape& shape) {
  const std::vector<float> table = finite_floats(file, name + ".table", {palette_size});
  const auto indices = checked(file, name + ".index", NumberType::uint8, shape).numbers<std::uint8_t>();
  std::vector<float> weights(indices.size());
  std::transform(indices.begin(), indices.end(), weights.begin(), [&](std::uint8_t index) { return table[index]; });
  return weights;
}

}  // namespace

NetworkWeights read_network(const std::filesystem::path& file) {
  const SafetensorsFile stored(file);
  NetworkWeights network;
  std::size_t inputs = 3;
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    const std::string name(layer_names[layer]);
    const std::size_t outputs = channels_of(layer);
    network.layers.push_back(
        {.name = name,
         .inputs = static_cast<int>(inputs),
         .outputs = static_cast<int>(outputs),
         .weight = palette_floats(stored, name + ".weight", {outputs, inputs, kernel_side, kernel_side}),
         .bias = finite_floats(stored, name + ".bias", {outputs})});
    inputs = outputs;
  }
  return network;
}

}  // namespace neural_style
