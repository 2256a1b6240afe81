// The same network in every format is the same network.
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <string>

#include "neural_style/error.hpp"
#include "support/embedded_model.hpp"
#include "support/network_files.hpp"
#include "support/temporary_folder.hpp"
#include "weights/network_weights.hpp"

namespace neural_style {
namespace {

/// The largest difference between two weights as a share of the largest weight of its layer.
double difference(const std::vector<float>& a, const std::vector<float>& b) {
  EXPECT_EQ(a.size(), b.size());
  double largest = 0;
  double most = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    most = std::max(most, std::abs(static_cast<double>(b[i])));
    largest = std::max(largest, std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i])));
  }
  return largest / most;
}

/// What the numbers of a format are rounded to.
double rounding_of(const std::string& format) {
  if (format.find("bfloat16") != std::string::npos) {
    return 0x1p-8;
  }
  return format.find("16") != std::string::npos || format.find("half") != std::string::npos ? 0x1p-11 : 0;
}

/// Whether the mean is torchvision's: conv1_1 then went through torchvision's deviations and back.
bool is_torchvisions(const std::string& format) {
  return format.starts_with("torchvision") || format.starts_with("python2") || format.starts_with("described");
}

void expect_equal(const NetworkWeights& read, const NetworkWeights& written, const std::string& format) {
  ASSERT_EQ(read.layers.size(), written.layers.size());
  const double rounding = rounding_of(format);
  for (std::size_t i = 0; i < read.layers.size(); ++i) {
    const ConvolutionWeights& layer = read.layers[i];
    const ConvolutionWeights& expected = written.layers[i];
    EXPECT_EQ(layer.name, expected.name);
    EXPECT_EQ(layer.inputs, expected.inputs);
    EXPECT_EQ(layer.outputs, expected.outputs);
    const double allowed = i == 0 && is_torchvisions(format) ? 2e-7 : rounding;
    EXPECT_LE(difference(layer.weight, expected.weight), allowed) << layer.name;
    EXPECT_LE(difference(layer.bias, expected.bias), rounding) << layer.name;
  }
  const std::array<double, 3> mean =
      is_torchvisions(format) ? std::array{0.406 * 255, 0.456 * 255, 0.485 * 255} : NetworkWeights().mean_bgr;
  for (std::size_t channel = 0; channel < mean.size(); ++channel) {
    EXPECT_NEAR(read.mean_bgr[channel], mean[channel], 1e-4) << channel;
  }
}

/// Writes the network in these formats and reads it back.
void expect_same_in(const NetworkWeights& network, const Formats& formats) {
  const TemporaryFolder folder;
  const Formats written = write_network(network, folder.path(), formats);
  for (const std::string& format : written) {
    SCOPED_TRACE(format);
    try {
      expect_equal(read_network(folder / format), network, format);
    } catch (const Error& error) {
      ADD_FAILURE() << error.what();
    }
  }
  if (written.size() < formats.size()) {
    GTEST_SKIP() << "only " << written.size() << " of " << formats.size() << " formats can be written here";
  }
}

TEST(ModelFormats, SmallNetworkIsTheSameInEach) {
  // One that is in none of its filters known as Simonyan and Zisserman's: torchvision's names then mean its input.
  Formats formats = all_formats();
  std::erase(formats, "caffe_in_legacy.pth");
  expect_same_in(small_network(), formats);
}

TEST(ModelFormats, Vgg19IsTheSameInEachOfThePublishedForms) {
  // Under torchvision's names the form of the input is known by the weights.
  expect_same_in(embedded_weights(), {"matconvnet.mat", "torchvision.pth", "caffe_in_legacy.pth", "float32.safetensors",
                                      "float16.safetensors"});
}

TEST(ModelFormats, Vgg16LacksTwoLayers) {
  NetworkWeights network = embedded_weights();
  std::erase_if(network.layers, [](const auto& layer) { return layer.name == "conv3_4" || layer.name == "conv4_4"; });
  expect_same_in(network, {"caffe_in_legacy.pth", "gatys.pth"});
}

}  // namespace
}  // namespace neural_style
