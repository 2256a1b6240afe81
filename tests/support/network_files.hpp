// Networks in files of every format, written by the programs that people use for it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "support/run_program.hpp"
#include "support/temporary_folder.hpp"
#include "weights/network_weights.hpp"

namespace neural_style {

/// The smallest network that there can be: 64 channels, and the layers that none may lack. Its weights are fixed.
inline NetworkWeights small_network() {
  NetworkWeights network;
  std::mt19937 random(1);
  const auto number = [&] { return static_cast<float>(random() % 2001U) / 1000 - 1; };
  int inputs = 3;
  for (const char* name : {"conv1_1", "conv1_2", "conv2_1", "conv3_1", "conv4_1", "conv5_1"}) {
    constexpr int outputs = 64;
    ConvolutionWeights layer = {name, inputs, outputs,
                                std::vector<float>(static_cast<std::size_t>(outputs * inputs * 9)),
                                std::vector<float>(outputs)};
    std::generate(layer.weight.begin(), layer.weight.end(), number);
    std::generate(layer.bias.begin(), layer.bias.end(), number);
    network.layers.push_back(std::move(layer));
    inputs = outputs;
  }
  return network;
}

/// Formats of write_models.py, each the name of its file.
using Formats = std::vector<std::string>;

inline const Formats& all_formats() {
  static const Formats formats = {"matconvnet.mat",
                                  "matconvnet_old.mat",
                                  "torchvision.pth",
                                  "torchvision_legacy.pth",
                                  "caffe_in_legacy.pth",
                                  "python2_legacy.pth",
                                  "parameters.pth",
                                  "gatys.pth",
                                  "half.pth",
                                  "bfloat16.pth",
                                  "strides.pth",
                                  "float32.safetensors",
                                  "float16.safetensors",
                                  "bfloat16.safetensors",
                                  "torchvision.safetensors",
                                  "described.safetensors",
                                  "caffe.caffemodel",
                                  "caffe_old.caffemodel"};
  return formats;
}

/// Writes the network into the folder in each of the formats, as far as this machine has their programs; gives those.
inline Formats write_network(const NetworkWeights& network, const std::filesystem::path& folder, Formats formats) {
  nlohmann::json description = nlohmann::json::array();
  std::ofstream numbers(folder / "network.f32", std::ios::binary);
  for (const ConvolutionWeights& layer : network.layers) {
    description.push_back({layer.name, layer.inputs, layer.outputs});
    for (const std::vector<float>* part : {&layer.weight, &layer.bias}) {
      numbers.write(static_cast<const char*>(static_cast<const void*>(part->data())),
                    static_cast<std::streamsize>(part->size() * sizeof(float)));
    }
  }
  numbers.close();
  write_text(folder / "network.json", description.dump());
  std::vector<std::string> command = {NEURAL_STYLE_PYTHON, "-B",
                                      NEURAL_STYLE_SOURCE "/tests/core/weights/write_models.py", folder.string()};
  command.insert(command.end(), formats.begin(), formats.end());
  const Outcome outcome = run_program(command);
  EXPECT_EQ(outcome.code, 0) << outcome.errors;
  std::istringstream missing(outcome.output);
  for (std::string name; std::getline(missing, name);) {
    std::erase(formats, name);
  }
  return formats;
}

}  // namespace neural_style
