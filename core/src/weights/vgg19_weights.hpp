// The weights of VGG-19 as plain numbers, whatever file they came from.
#pragma once

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

/// conv1_1 … conv5_1, in order: 13 layers, for input BGR 0..255 minus (103.939, 116.779, 123.68).
/// Throws Error saying what is wrong with the file.
std::vector<ConvolutionWeights> read_vgg19(const std::filesystem::path& file);

}  // namespace neural_style
