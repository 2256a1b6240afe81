// Finding and verifying models.
#include "neural_style/models.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <string>

#include "model_channels.hpp"
#include "network/layers.hpp"
#include "support/error_text.hpp"
#include "support/temporary_folder.hpp"
#include "weights/network_weights.hpp"
#include "weights/sha256.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;

TEST(Models, ShippedModelIsFoundBesideTheLibraryFromAnywhere) {
  const fs::path before = fs::current_path();
  const TemporaryFolder elsewhere;
  fs::current_path(elsewhere.path());
  const Model model = find_model("vgg19");
  fs::current_path(before);
  EXPECT_TRUE(model.file.is_absolute());
  EXPECT_EQ(model.file.filename(), "vgg19_palette8.safetensors");
  EXPECT_THAT(model.description, testing::HasSubstr("CC BY 4.0"));
}

TEST(Models, ListNamesWhatCanBeFound) {
  ASSERT_FALSE(list_models().empty());
  for (const Model& model : list_models()) {
    EXPECT_EQ(find_model(model.name).file, model.file);
  }
}

TEST(Models, ShippedModelPassesItsOwnChecksum) {
  const Model model = find_model("vgg19");
  ASSERT_TRUE(fs::exists(fs::path(model.file).replace_extension(".sha256")));
  EXPECT_NO_THROW(verify_model(model));
}

TEST(Models, DraftHasTheShapeThatForecastsCountOnAndAFifthOfTheOperations) {
  const auto operations = [](const std::string& name) {
    const NetworkWeights network = read_network(find_model(name).file);
    const LayerChannels channels = model_channels(name);
    double sum = 0;
    std::size_t found = 0;
    for (const ConvolutionWeights& layer : network.layers) {
      const std::size_t number = layer_number(layer.name);
      EXPECT_EQ(channels.at(number), layer.outputs) << name << ' ' << layer.name;
      sum += static_cast<double>(layer.weight.size()) / std::pow(4, block_of(number) - 1);
      ++found;
    }
    EXPECT_EQ(found, layer_count - static_cast<std::size_t>(std::ranges::count(channels, 0))) << name;
    return sum;
  };
  EXPECT_GE(operations("vgg19"), 5 * operations("draft"));
  EXPECT_LT(fs::file_size(find_model("draft").file), 3'000'000U);
  EXPECT_NO_THROW(verify_model(find_model("draft")));
}

TEST(Models, UnknownNamesAndPathsAreOneSentence) {
  EXPECT_EQ(error_text([] { find_model("vgg99"); }),
            "There is no model \"vgg99\"; there are \"vgg19\", \"draft\", and paths of files (with a \"/\").");
  EXPECT_EQ(error_text([] { find_model("./no/model.safetensors"); }),
            "There is no model file \"./no/model.safetensors\".");
  EXPECT_EQ(error_text([] { find_model("/"); }), "There is no model file \"/\".");
}

class CopiedModel : public testing::Test {
 protected:
  void SetUp() override {
    const Model shipped = find_model("vgg19");
    for (const char* extension : {".safetensors", ".sha256"}) {
      const fs::path from = fs::path(shipped.file).replace_extension(extension);
      fs::copy_file(from, folder_.path() / from.filename());
    }
  }

  [[nodiscard]] fs::path file() const { return folder_ / "vgg19_palette8.safetensors"; }
  [[nodiscard]] fs::path checksum() const { return folder_ / "vgg19_palette8.sha256"; }
  [[nodiscard]] Model model() const { return find_model(file().string()); }

 private:
  TemporaryFolder folder_;
};

TEST_F(CopiedModel, IsFoundByItsPath) {
  EXPECT_EQ(model().file, file());
  EXPECT_NO_THROW(verify_model(model()));
}

TEST_F(CopiedModel, OneChangedWeightFailsTheChecksum) {
  std::string contents = file_text(file());
  contents.back() = static_cast<char>(contents.back() ^ 1);
  fs::permissions(file(), fs::perms::owner_write, fs::perm_options::add);
  write_text(file(), contents);
  EXPECT_THAT(error_text([&] { verify_model(model()); }), testing::HasSubstr("is not the one that its checksum"));
}

TEST_F(CopiedModel, WithoutAChecksumItsStructureIsChecked) {
  fs::remove(checksum());
  EXPECT_NO_THROW(verify_model(model()));
  fs::resize_file(file(), 1000);
  EXPECT_THAT(error_text([&] { verify_model(model()); }), testing::HasSubstr("is damaged or no model"));
}

TEST_F(CopiedModel, AnUnreadableChecksumIsToldApart) {
  for (const char* text : {"", "hello\n", "79f8691dec\n"}) {
    write_text(checksum(), text);
    EXPECT_THAT(error_text([&] { verify_model(model()); }), testing::HasSubstr("holds no SHA-256 checksum")) << text;
  }
}

TEST(Sha256, AgreesWithThePublishedExamples) {
  const TemporaryFolder folder;
  write_text(folder / "abc", "abc");
  write_text(folder / "empty", "");
  // FIPS 180-2, appendix B.1, and the well-known value for nothing at all.
  EXPECT_EQ(sha256(folder / "abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(folder / "empty"), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace neural_style
