// What reading a network takes in memory: the weights, and little beside them.
#include <gmock/gmock.h>

#include <cstddef>
#include <string>

#include "support/embedded_model.hpp"
#include "support/memory_growth.hpp"
#include "support/network_files.hpp"
#include "support/temporary_folder.hpp"
#include "weights/network_weights.hpp"

namespace neural_style {
namespace {

std::size_t bytes_of(const NetworkWeights& network) {
  std::size_t numbers = 0;
  for (const ConvolutionWeights& layer : network.layers) {
    numbers += layer.weight.size() + layer.bias.size();
  }
  return numbers * sizeof(float);
}

void expect_little_memory(const NetworkWeights& network, const Formats& formats) {
  const TemporaryFolder folder;
  const Formats written = write_network(network, folder.path(), formats);
  const auto weights = static_cast<double>(bytes_of(network));
  constexpr double for_code_and_buffers = 3 << 20U;
  for (const std::string& format : written) {
    const double grown = memory_growth([&] { EXPECT_FALSE(read_network(folder / format).layers.empty()); });
    EXPECT_LE(grown, 1.2 * weights + for_code_and_buffers) << format;
    testing::Test::RecordProperty(format, std::to_string(grown / weights));
  }
  if (written.size() < formats.size()) {
    GTEST_SKIP() << "only " << written.size() << " of " << formats.size() << " formats can be written here";
  }
}

TEST(ModelMemory, IsThatOfTheWeights) {
  expect_little_memory(embedded_weights(),
                       {"matconvnet_old.mat", "torchvision_legacy.pth", "half.pth", "float32.safetensors"});
}

TEST(ModelMemory, IsNotThatOfWhatIsNotUsed) {
  // Classifiers of 50 to 70 MB behind layers of 0.7 MB.
  expect_little_memory(small_network(), {"long.pth", "long_legacy.pth", "long.mat"});
}

}  // namespace
}  // namespace neural_style
