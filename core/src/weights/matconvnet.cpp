#include "weights/matconvnet.hpp"

#include <array>
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

struct Layer {
  std::string type;
  std::string name;
  std::vector<StoredTensor> parameters;  ///< weights and biases
};

/// Weights and biases are two cells, or in older files two fields, the weights before the biases.
Layer layer_of(const MatlabReader& reader, const MatlabArray& array) {
  Layer layer;
  reader.visit_fields(array, [&](const std::string& name, const MatlabArray& field) {
    if (name == "type") {
      layer.type = reader.text(field);
    } else if (name == "name") {
      layer.name = reader.text(field);
    } else if (name == "filters" || name == "biases") {
      layer.parameters.push_back(reader.numbers(field));
    } else if (name == "weights") {
      constexpr std::size_t wanted = 2;
      reader.visit_cells(field, [&](const MatlabArray& cell) {
        layer.parameters.push_back(reader.numbers(cell));
        return layer.parameters.size() < wanted;
      });
    }
  });
  return layer;
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

/// Where there is an `averageImage`, its mean.
void read_normalization(const ModelFile& file, const MatlabReader& reader, const MatlabArray& array, InputForm& form) {
  reader.visit_fields(array, [&](const std::string& name, const MatlabArray& field) {
    if (name == "averageImage") {
      form.mean = mean_of(file, reader, field);
    }
  });
}

/// By `normalization`, which is in `meta` where there is one.
InputForm input_of(const ModelFile& file, const std::map<std::string, MatlabVariable, std::less<>>& variables) {
  InputForm form = matconvnet_input;
  if (const auto found = variables.find("normalization"); found != variables.end()) {
    read_normalization(file, found->second.reader, found->second.array, form);
  }
  if (const auto found = variables.find("meta"); found != variables.end()) {
    const MatlabReader& reader = found->second.reader;
    reader.visit_fields(found->second.array, [&](const std::string& name, const MatlabArray& field) {
      if (name == "normalization") {
        read_normalization(file, reader, field, form);
      }
    });
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
    const Layer layer = layer_of(reader, cell);
    if (layer.type == "conv" && layer.parameters.size() == 2) {
      table.tensors[layer.name + ".weight"] = as_oihw(layer.parameters[0]);
      table.tensors[layer.name + ".bias"] = as_list(layer.parameters[1]);
    }
    return layer.name != layer_names.back();  // what lies behind is many times as long
  });
  return table;
}

}  // namespace neural_style
