// The weights of a network of the VGG family as plain numbers, whatever file they came from.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace neural_style {

/// One 3x3 convolution.
struct ConvolutionWeights {
  std::string name;           ///< "conv1_1"
  int inputs = 0;             ///< channels
  int outputs = 0;            ///< channels
  std::vector<float> weight;  ///< OIHW, 3x3; input of conv1_1: BGR
  std::vector<float> bias;    ///< one an output channel
};

/// A network as far as style transfer uses it.
struct NetworkWeights {
  /// What is taken from the input, BGR, levels of 0..255: the mean of the pictures that it was trained on.
  std::array<double, 3> mean_bgr = {103.939, 116.779, 123.68};
  /// Those of conv1_1 … conv5_1 (network/layers.hpp) that the network has, in order: all 13 of VGG-19; VGG-16 lacks
  /// conv3_4 and conv4_4. A smaller network may lack more, but no first layer of a block and not conv1_2. Each takes as
  /// many channels as the one before it gives: conv1_1 64, the others a multiple of 64, at most 512.
  std::vector<ConvolutionWeights> layers;
};

/// Throws Error saying what is wrong with the file.
NetworkWeights read_network(const std::filesystem::path& file);

}  // namespace neural_style
