// The shipped weights: their shapes, how near they are to the exact ones, and what happens when the file is damaged.
#include "weights/network_weights.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/embedded_model.hpp"
#include "support/error_text.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;

const fs::path shipped = NEURAL_STYLE_SOURCE "/core/models/vgg19_palette8.safetensors";

TEST(Vgg19Weights, HasTheShapesOfThePaper) {
  std::vector<std::string> shapes;
  for (const ConvolutionWeights& layer : embedded_weights().layers) {
    shapes.push_back(layer.name + ' ' + std::to_string(layer.inputs) + '>' + std::to_string(layer.outputs));
    EXPECT_EQ(layer.weight.size(), static_cast<std::size_t>(layer.inputs * layer.outputs * 9)) << layer.name;
    EXPECT_EQ(layer.bias.size(), static_cast<std::size_t>(layer.outputs)) << layer.name;
  }
  EXPECT_THAT(shapes, testing::ElementsAre("conv1_1 3>64", "conv1_2 64>64", "conv2_1 64>128", "conv2_2 128>128",
                                           "conv3_1 128>256", "conv3_2 256>256", "conv3_3 256>256", "conv3_4 256>256",
                                           "conv4_1 256>512", "conv4_2 512>512", "conv4_3 512>512", "conv4_4 512>512",
                                           "conv5_1 512>512"));
}

/// ‖a - b‖ / ‖b‖.
double relative_error(const std::vector<float>& a, const std::vector<float>& b) {
  double difference = 0;
  double norm = 0;
  for (std::size_t i = 0; i < b.size(); ++i) {
    difference += std::pow(static_cast<double>(a[i]) - static_cast<double>(b[i]), 2);
    norm += std::pow(static_cast<double>(b[i]), 2);
  }
  return std::sqrt(difference / norm);
}

TEST(Vgg19Weights, AreNearTheExactOnes) {
  const fs::path folder = fs::path(NEURAL_STYLE_SHARED) / "models";
  std::ifstream description(folder / "vgg19_conv1_1-conv3_4.json");
  std::ifstream data(folder / "vgg19_conv1_1-conv3_4.f32", std::ios::binary);
  if (!description || !data) {
    GTEST_SKIP() << "no reference weights in " << folder;
  }
  const std::vector<ConvolutionWeights>& layers = embedded_weights().layers;
  std::size_t tensors = 0;
  const nlohmann::json described = nlohmann::json::parse(description);
  for (const auto& tensor : described["tensors"]) {
    std::vector<float> exact(tensor["count"].get<std::size_t>());
    data.read(static_cast<char*>(static_cast<void*>(exact.data())),
              static_cast<std::streamsize>(exact.size() * sizeof(float)));
    ASSERT_TRUE(data) << tensor["name"];
    // Weights and biases of the layers take turns, in the network's order.
    const ConvolutionWeights& layer = layers[tensors / 2];
    const bool bias = tensors % 2 == 1;
    ASSERT_EQ(bias ? layer.bias.size() : layer.weight.size(), exact.size()) << tensor["name"];
    const double error = relative_error(bias ? layer.bias : layer.weight, exact);
    if (bias) {
      EXPECT_LT(error, 1e-6) << layer.name;
    } else {
      // 0.4 to 0.9 % as models/README.md says, to one digit.
      EXPECT_GT(error, 0.0035) << layer.name;
      EXPECT_LT(error, 0.0095) << layer.name;
      RecordProperty(layer.name, std::to_string(error));
    }
    ++tensors;
  }
  EXPECT_EQ(tensors, 16U);
}

/// The shipped file with a change.
class DamagedWeights : public testing::Test {
 protected:
  [[nodiscard]] std::string refusal(const std::string& changed) const {
    write_text(folder_ / "model.safetensors", changed);
    return error_text([&] { read_network(folder_ / "model.safetensors"); });
  }

  /// Byte at which the tensor data begins.
  [[nodiscard]] std::size_t data_begin() const {
    std::uint64_t header = 0;
    std::memcpy(&header, contents.data(), sizeof header);
    return sizeof header + header;
  }

  std::string contents = file_text(shipped);

 private:
  TemporaryFolder folder_;
};

TEST_F(DamagedWeights, TruncatedAnywhereIsOneSentence) {
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{5}, std::size_t{100}, std::size_t{3544}, std::size_t{40000}, contents.size() - 1}) {
    const std::string sentence = refusal(contents.substr(0, length));
    EXPECT_THAT(sentence, testing::StartsWith("The model file \"")) << length;
    EXPECT_THAT(sentence, testing::Not(testing::HasSubstr("\n"))) << length;
  }
}

TEST_F(DamagedWeights, WeightsThatAreNoNumbers) {
  for (const float value : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    // The data begins with conv1_1's palette and bias.
    for (const std::size_t at : {std::size_t{0}, std::size_t{1024}}) {
      std::string changed = contents;
      std::memcpy(&changed[data_begin() + at], &value, sizeof value);
      EXPECT_THAT(refusal(changed), testing::HasSubstr("has values that are no numbers"));
    }
  }
}

TEST_F(DamagedWeights, MissingTensorAndOtherShape) {
  const auto replaced = [&](const std::string& from, const std::string& to) {
    std::string changed = contents;
    const std::size_t at = changed.find(from);
    EXPECT_NE(at, std::string::npos);
    return changed.replace(at, from.size(), to);
  };
  EXPECT_THAT(refusal(replaced("\"conv4_2.bias\"", "\"conv4_2.bios\"")),
              testing::HasSubstr("it has no tensor \"conv4_2.bias\""));
  EXPECT_THAT(refusal(replaced("[64,3,3,3]", "[3,64,3,3]")),
              testing::HasSubstr("tensor \"conv1_1.weight.index\" has not the shape"));
}

TEST_F(DamagedWeights, AGarbledHeaderIsReadOrRefused) {
  // Whatever a flipped bit makes of the header, the answer is weights or an Error: no crash, no other exception.
  const TemporaryFolder folder;
  std::size_t refused = 0;
  for (std::size_t at = 0; at < data_begin(); at += 61) {
    std::string changed = contents;
    changed[at] = static_cast<char>(changed[at] ^ 0x04);
    write_text(folder / "model.safetensors", changed);
    try {
      EXPECT_EQ(read_network(folder / "model.safetensors").layers.size(), 13U);
    } catch (const Error&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 25U);
}

}  // namespace
}  // namespace neural_style
