// The same network in every format has the same features.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "network/network.hpp"
#include "support/embedded_model.hpp"
#include "support/network_files.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {
namespace {

/// Features of each of its layers, in float32 as this machine computes it.
Features features_of(const NetworkWeights& weights, const at::Tensor& picture) {
  const std::unique_ptr<Network> network = make_network(weights, Pooling::average, Padding::replicate, at::kFloat);
  Features features = network->forward(picture, network->layers(), [] {});
  for (at::Tensor& layer : features) {
    layer = layer.defined() ? layer.clone() : layer;
  }
  return features;
}

void expect_same_features(const NetworkWeights& network, const Formats& formats) {
  const at::NoGradGuard no_gradient;
  at::manual_seed(7);
  const at::Tensor picture = at::rand({1, 3, 37, 50}) * 255;
  const Features expected = features_of(network, picture);
  const TemporaryFolder folder;
  const Formats written = write_network(network, folder.path(), formats);
  for (const std::string& format : written) {
    NetworkWeights read = read_network(folder / format);
    read.mean_bgr = network.mean_bgr;  // torchvision's is another one, and formats_test.cpp of weights/ looks at it
    const Features found = features_of(read, picture);
    for (std::size_t layer = 0; layer < layer_count; ++layer) {
      ASSERT_EQ(found[layer].defined(), expected[layer].defined()) << format << ", " << layer_names[layer];
      if (expected[layer].defined()) {
        const at::Tensor error = (found[layer] - expected[layer]).norm() / expected[layer].norm();
        // Torchvision's files round conv1_1 once more, and thirteen layers add to that.
        EXPECT_LT(error.item<double>(), 1e-5) << format << ", " << layer_names[layer];
      }
    }
  }
  if (written.size() < formats.size()) {
    GTEST_SKIP() << "only " << written.size() << " of " << formats.size() << " formats can be written here";
  }
}

TEST(FeaturesOfFormats, SmallNetwork) {
  // Those in 16 bits are not the same to float32 rounding; nor does this network have the input that the name says.
  Formats exact = all_formats();
  std::erase_if(exact, [](const std::string& format) {
    return format.find("16") != std::string::npos || format == "half.pth" || format == "caffe_in_legacy.pth";
  });
  expect_same_features(small_network(), exact);
}

TEST(FeaturesOfFormats, Vgg19) {
  expect_same_features(embedded_weights(),
                       {"matconvnet.mat", "torchvision.pth", "caffe_in_legacy.pth", "float32.safetensors"});
}

}  // namespace
}  // namespace neural_style
