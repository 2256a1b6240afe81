// The weights of networks from the files that hold them.
#include "weights/network_weights.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "network/layers.hpp"
#include "neural_style/translation.hpp"
#include "settings/quote.hpp"
#include "weights/caffe.hpp"
#include "weights/input_form.hpp"
#include "weights/layer_tensors.hpp"
#include "weights/matconvnet.hpp"
#include "weights/matlab.hpp"
#include "weights/pytorch.hpp"
#include "weights/safetensors.hpp"
#include "weights/zip.hpp"

namespace neural_style {
namespace {

constexpr std::size_t kernel_side = 3;
constexpr std::size_t palette_size = 256;
constexpr std::size_t first_outputs = 64;
constexpr std::size_t most_outputs = 512;

/// The reader is chosen by how the file begins, not by its name.
TensorTable read_table(const ModelFile& file) {
  constexpr std::size_t longest_mark = 32;
  const std::vector<char> head = file.head(longest_mark);
  if (is_safetensors(head)) {
    return read_safetensors(file);
  }
  if (is_zip(head)) {
    return read_pytorch(file);
  }
  if (is_legacy_pytorch(head)) {
    return read_legacy_pytorch(file);
  }
  if (is_matlab(head)) {
    return read_matconvnet(file);
  }
  if (is_caffe(head)) {
    return read_caffe(file);
  }
  file.reject(tr("it is in no format that can be read"));
}

bool all_finite(const std::vector<float>& numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](float number) { return std::isfinite(number); });
}

/// Takes tensors out of a file, checked.
class Reader {
 public:
  Reader(const ModelFile& file, const TensorTable& table)
      : file_(file), table_(table), left_(file.size() * most_growth) {}

  [[nodiscard]] ConvolutionWeights layer(const LayerTensors& names, std::size_t inputs) {
    const std::string palette_index = names.weight + ".index";
    const bool palette = table_.tensors.contains(palette_index);
    const StoredTensor& weight = stored(palette ? palette_index : names.weight, palette);
    const std::size_t outputs = weight.shape.empty() ? 0 : weight.shape.front();
    const bool possible =
        inputs == 3 ? outputs == first_outputs : outputs > 0 && outputs <= most_outputs && outputs % first_outputs == 0;
    const Shape shape = {possible ? outputs : 0, inputs, kernel_side, kernel_side};
    return {.name = names.layer,
            .inputs = static_cast<int>(inputs),
            .outputs = static_cast<int>(outputs),
            .weight = palette ? palette_floats(names.weight, shape) : finite_floats(names.weight, shape),
            .bias = finite_floats(names.bias, {outputs})};
  }

 private:
  [[nodiscard]] const StoredTensor& stored(const std::string& name, bool of_indices) const {
    const auto found = table_.tensors.find(name);
    if (found == table_.tensors.end() || found->second.type == NumberType::other ||
        (found->second.type == NumberType::uint8) != of_indices) {
      file_.reject(say("it has no tensor {0} of the type that VGG-19 needs", quote(name)));
    }
    return found->second;
  }

  std::vector<float> floats(const std::string& name, const Shape& shape, bool of_indices) {
    const StoredTensor& tensor = stored(name, of_indices);
    if (tensor.shape != shape) {
      file_.reject(say("tensor {0} has not the shape that VGG-19 needs", quote(name)));
    }
    if (!is_dense(tensor)) {
      file_.reject(say("tensor {0} is stored with gaps", quote(name)));
    }
    const std::uint64_t bytes = product(shape, sizeof(float)).value();
    if (bytes > left_) {
      file_.reject(tr("its tensors are larger than the file"));
    }
    left_ -= bytes;
    return read_floats(tensor, table_.read);
  }

  std::vector<float> finite_floats(const std::string& name, const Shape& shape) {
    std::vector<float> numbers = floats(name, shape, false);
    if (!all_finite(numbers)) {
      file_.reject(say("tensor {0} has values that are no numbers", quote(name)));
    }
    return numbers;
  }

  /// Weights in the palette form: NAME.index has the shape of the weights, each an index into NAME.table.
  std::vector<float> palette_floats(const std::string& name, const Shape& shape) {
    const std::vector<float> table = finite_floats(name + ".table", {palette_size});
    std::vector<float> weights = floats(name + ".index", shape, true);
    std::transform(weights.begin(), weights.end(), weights.begin(),
                   [&](float index) { return table[static_cast<std::size_t>(index)]; });
    return weights;
  }

  // Bytes in memory for one in the file. Palettes take 4; the rest is for what is compressed.
  static constexpr std::uint64_t most_growth = 16;

  const ModelFile& file_;
  const TensorTable& table_;
  std::uint64_t
      left_;  ///< that may still be asked for: many tensors may share one place, and zeros compress to nothing
};

/// Throws Error if the network lacks a layer that none may lack.
void check_layers(const ModelFile& file, const std::vector<LayerTensors>& layers) {
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    const std::string_view name = layer_names[layer];
    const bool needed = layer < 2 || pooled_before(layer);
    if (needed && std::none_of(layers.begin(), layers.end(), [&](const auto& each) { return each.layer == name; })) {
      file.reject(say("it has no layer {0}", quote(name)));
    }
  }
}

}  // namespace

NetworkWeights read_network(const std::filesystem::path& file) {
  const ModelFile opened(file);
  const TensorTable table = read_table(opened);
  const NamedLayers named = find_layers(opened, table);
  check_layers(opened, named.layers);
  Reader reader(opened, table);
  NetworkWeights network;
  std::size_t inputs = 3;
  for (const LayerTensors& names : named.layers) {
    network.layers.push_back(reader.layer(names, inputs));
    inputs = static_cast<std::size_t>(network.layers.back().outputs);
  }
  adopt_input_form(network, table.input.value_or(named.by_number ? recognised_input(network) : caffe_input));
  if (!all_finite(network.layers.front().weight)) {
    opened.reject(say("tensor {0} has values that are no numbers", quote(named.layers.front().weight)));
  }
  return network;
}

}  // namespace neural_style
