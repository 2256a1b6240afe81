// Which of a file's tensors are the weights of which layer: every origin of a network has its own names.
#pragma once

#include <string>
#include <vector>

#include "weights/tensor_table.hpp"

namespace neural_style {

/// Where a layer's weights are found.
struct LayerTensors {
  std::string layer;  ///< as in network/layers.hpp
  std::string weight;
  std::string bias;
};

struct NamedLayers {
  std::vector<LayerTensors> layers;  ///< those of network/layers.hpp that the file has a tensor of, in order
  bool by_number = false;            ///< the names are torchvision's, which number all layers
};

/// By name: "conv1_1.weight" and "conv1_1.bias" (ours, Gatys', Caffe's and MatConvNet's), or "features.0.weight"
/// (torchvision's). Deeper layers, classifiers and everything else are left alone. Throws Error by `file` if the layers
/// are those of another network.
NamedLayers find_layers(const ModelFile& file, const TensorTable& table);

}  // namespace neural_style
