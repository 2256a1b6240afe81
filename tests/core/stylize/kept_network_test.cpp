// The network that stays from one run to the next.
#include "stylize/kept_network.hpp"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "neural_style/error.hpp"
#include "neural_style/models.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;

/// A copy of the shipped model that a test may change.
class KeptNetworkTest : public testing::Test {
 protected:
  KeptNetworkTest() {
    fs::copy_file(find_model("vgg19").file, file_);
    settings_.model = file_.string();
  }

  const Network* lent() {
    const KeptNetwork::Lent network = kept_.lend(settings_, Precision::float32);
    const Network* const kept = network.get();  // lives on in kept_
    return kept;
  }

  TemporaryFolder folder_;
  fs::path file_ = folder_.path() / "model.safetensors";
  Settings settings_;
  KeptNetwork kept_;
};

TEST_F(KeptNetworkTest, IsTheSameWhileNothingChanges) {
  const Network* const first = lent();
  EXPECT_EQ(lent(), first);
}

TEST_F(KeptNetworkTest, ForgetsPicturesBetweenItsUsers) {
  class Counts : public Network {
   public:
    explicit Counts(int& released) : released_(released) {}
    [[nodiscard]] at::ScalarType type() const override { return at::kFloat; }
    [[nodiscard]] LayerSet layers() const override { return LayerSet().set(); }
    const Features& forward(const Shown& /*shown*/, const LayerSet& /*wanted*/,
                            const Checkpoint& /*checkpoint*/) override {
      return features_;
    }
    at::Tensor backward(const AddGradient& /*add*/, const Checkpoint& /*checkpoint*/) override { return {}; }
    void release() override { ++released_; }
    std::function<void()> convolutions_alone(int /*height*/, int /*width*/) override { return {}; }

   private:
    int& released_;
    Features features_;
  };
  int released = 0;
  Counts network(released);
  EXPECT_THROW(
      {
        const KeptNetwork::Lent user(&network);
        throw Cancelled();
      },
      Cancelled);
  EXPECT_EQ(released, 1);
}

TEST_F(KeptNetworkTest, IsMadeAnewForOtherSettings) {
  const auto sum_of_features = [&] {
    const auto network = kept_.lend(settings_, Precision::float32);
    const at::Tensor picture = at::rand({1, 3, 32, 32}) * 255;
    LayerSet wanted;
    wanted.set(4);
    return network->forward(picture, wanted, [] {})[4].sum().item<float>();
  };
  at::manual_seed(1);
  const float average = sum_of_features();
  settings_.pooling = Pooling::max;
  at::manual_seed(1);
  EXPECT_NE(sum_of_features(), average);
  settings_.pooling = Pooling::average;
  at::manual_seed(1);
  EXPECT_EQ(sum_of_features(), average);
  EXPECT_EQ(kept_.lend(settings_, Precision::bfloat16)->type(), at::kBFloat16);
}

TEST_F(KeptNetworkTest, NoticesThatItsFileHasChanged) {
  lent();
  fs::resize_file(file_, 1000);
  EXPECT_THROW(lent(), Error);
  fs::remove(file_);
  EXPECT_THROW(lent(), Error);
  fs::copy_file(find_model("vgg19").file, file_);
  EXPECT_NE(lent(), nullptr);
}

TEST_F(KeptNetworkTest, NoticesAnotherFileOfTheSameLength) {
  lent();
  // The name of a tensor that VGG-19 needs.
  std::string bytes = file_text(file_);
  bytes.replace(bytes.find("conv1_1.bias"), 7, "conv9_9");
  write_text(file_, bytes);
  EXPECT_THROW(lent(), Error);
}

}  // namespace
}  // namespace neural_style
