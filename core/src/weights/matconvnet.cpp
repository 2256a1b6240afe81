#include "weights/matconvnet.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "network/layers.hpp"
#include "neural_style/translation.hpp"
#include "weights/matlab.hpp"

namespace neural_style {
namespace {

using Fields = std::map<std::string, MatlabArray, std::less<>>;

/// Height x width x inputs x outputs, the first one fastest, to what NetworkWeights has: OIHW.
StoredTensor as_oihw(StoredTensor tensor) {
  constexpr std::array<std::size_t, 4> order = {3, 2, 0, 1};
  if (tensor.shape.size() != order.size()) {
    return tensor;
  }
  StoredTensor turned = tensor;
  for (std::size_t i = 0; i < order.size(); ++i) {
    turned.shape[i] = tensor.shape[order[i]];
    turned.strides[i] = tensor.strides[order[i]];
  }
  return turned;
}

/// A row or column as a list.
StoredTensor as_list(StoredTensor tensor) {
  tensor.shape = {product(tensor.shape, 1).value_or(0)};
  tensor.strides = {1};
  return tensor;
}

/// Weights and biases of a layer: two cells, or in older files two fields.
std::vector<MatlabArray> parameters(const MatlabReader& reader, const Fields& layer) {
  std::vector<MatlabArray> found;
  if (const auto weights = layer.find("weights"); weights != layer.end()) {
    constexpr std::size_t wanted = 2;
    reader.visit_cells(weights->second, [&](const MatlabArray& cell) {
      found.push_back(cell);
      return found.size() < wanted;
    });
    return found;
  }
  for (const char* name : {"filters", "biases"}) {
    if (const auto field = layer.find(name); field != layer.end()) {
      found.push_back(field->second);
    }
  }
  return found;
}

std::string word(const MatlabReader& reader, const Fields& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string() : reader.text(found->second);
}

/// A number for each channel, or a picture of which each channel's mean counts.
std::array<double, 3> mean_of(const ModelFile& file, const MatlabReader& reader, const MatlabArray& array) {
  std::array<double, 3> mean{};
  constexpr std::size_t largest = 1U << 22U;  // numbers; the pictures are of 224x224
  const StoredTensor tensor = as_list(reader.numbers(array));
  const std::size_t count = tensor.shape.front();
  if (tensor.type == NumberType::other || count == 0 || count % mean.size() != 0 || count > largest) {
    file.reject(tr("the mean of its input is not readable"));
  }
  const std::vector<float> numbers = read_floats(tensor, reader.bytes());
  const std::size_t each = count / mean.size();
  for (std::size_t channel = 0; channel < mean.size(); ++channel) {
    const auto first = numbers.begin() + static_cast<std::ptrdiff_t>(channel * each);
    mean[channel] = std::accumulate(first, first + static_cast<std::ptrdiff_t>(each), 0.0) / static_cast<double>(each);
    if (!(mean[channel] >= 0 && mean[channel] <= matconvnet_input.white)) {
      file.reject(tr("the mean of its input is not readable"));
    }
  }
  return mean;
}

/// `normalization.averageImage`, which is in `meta` where there is one.
InputForm input_of(const ModelFile& file, const std::map<std::string, MatlabVariable, std::less<>>& variables) {
  InputForm form = matconvnet_input;
  const auto take_mean = [&](const MatlabReader& reader, const MatlabArray& normalization) {
    const Fields fields = reader.fields(normalization);
    if (const auto average = fields.find("averageImage"); average != fields.end()) {
      form.mean = mean_of(file, reader, average->second);
    }
  };
  if (const auto variable = variables.find("normalization"); variable != variables.end()) {
    take_mean(variable->second.reader, variable->second.array);
  }
  if (const auto variable = variables.find("meta"); variable != variables.end()) {
    const Fields fields = variable->second.reader.fields(variable->second.array);
    if (const auto normalization = fields.find("normalization"); normalization != fields.end()) {
      take_mean(variable->second.reader, normalization->second);
    }
  }
  return form;
}

}  // namespace

TensorTable read_matconvnet(const ModelFile& file) {
  const auto variables = read_matlab(file);
  const auto layers = variables.find("layers");
  if (layers == variables.end()) {
    file.reject(tr("it has no \"layers\", as MatConvNet's files have"));
  }
  const MatlabReader& reader = layers->second.reader;
  TensorTable table;
  table.read = reader.bytes();
  table.input = input_of(file, variables);
  reader.visit_cells(layers->second.array, [&](const MatlabArray& cell) {
    const Fields layer = reader.fields(cell);
    if (word(reader, layer, "type") != "conv") {
      return true;
    }
    const std::string name = word(reader, layer, "name");
    const std::vector<MatlabArray> found = parameters(reader, layer);
    if (found.size() == 2) {
      table.tensors[name + ".weight"] = as_oihw(reader.numbers(found[0]));
      table.tensors[name + ".bias"] = as_list(reader.numbers(found[1]));
    }
    return name != layer_names.back();  // what lies behind is many times as long
  });
  return table;
}

}  // namespace neural_style
