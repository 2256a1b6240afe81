// neural-style models: importing a network, painting with it, and removing it again.
#include "neural_style/models.hpp"

#include <cstdlib>

#include "program.hpp"

namespace neural_style {
namespace {

using testing::HasSubstr;

class ModelCommands : public ProgramTest {
 protected:
  ModelCommands() {
    ::setenv("XDG_DATA_HOME", path("data").c_str(), 1);  // NOLINT(concurrency-mt-unsafe): a test has one thread
  }

  static std::string output(const Arguments& arguments) {
    const Outcome outcome = neural_style_program(arguments);
    EXPECT_EQ(outcome.code, 0) << outcome.errors;
    EXPECT_EQ(outcome.errors, "");
    return outcome.output;
  }
};

TEST_F(ModelCommands, ImportPaintVerifyRemove) {
  const std::string shipped = find_model("vgg19").file.string();
  EXPECT_THAT(output({"models", "import", shipped, "--name=mine", "--licence=CC BY 4.0"}), HasSubstr("mine: VGG-19, "));
  const auto models = nlohmann::json::parse(output({"models", "list", "--json"}));
  ASSERT_GE(models.size(), 2U);
  EXPECT_EQ(models.front()["name"], "vgg19");
  EXPECT_EQ(models.back()["name"], "mine");
  EXPECT_EQ(models.back()["licence"], "CC BY 4.0");
  EXPECT_EQ(models.back()["source"], shipped);
  EXPECT_THAT(output({"models", "list"}), HasSubstr("mine\n  VGG-19; CC BY 4.0"));
  EXPECT_THAT(output({"models", "verify", "mine"}), HasSubstr("is sound"));
  EXPECT_EQ(neural_style_program(stylize({"--model=mine"})).code, 0);
  EXPECT_EQ(output({"models", "remove", "mine"}), "mine is removed\n");
  EXPECT_THAT(sentence_of(neural_style_program(stylize({"--model=mine"}))), HasSubstr("There is no model \"mine\""));
}

TEST_F(ModelCommands, NamesAModelAfterItsFile) {
  const std::string shipped = find_model("vgg19").file.string();
  EXPECT_THAT(output({"models", "import", shipped}), HasSubstr("vgg19_palette8: VGG-19, "));
}

TEST_F(ModelCommands, RefuseInOneSentence) {
  const auto refusal = [](const Arguments& arguments) { return sentence_of(neural_style_program(arguments)); };
  EXPECT_THAT(refusal({"models", "import", path("content.png")}), HasSubstr("it is in no format that can be read"));
  EXPECT_THAT(refusal({"models", "import", path("no.pth")}), HasSubstr("cannot be read: No such file"));
  EXPECT_THAT(refusal({"models", "fetch", "vgg99"}),
              HasSubstr("No model \"vgg99\" is known; there are \"vgg19-caffe\""));
  EXPECT_THAT(refusal({"models", "fetch", "file:///etc/passwd"}), HasSubstr("is no address"));
  EXPECT_THAT(refusal({"models", "remove", "vgg19"}), HasSubstr("belongs to Neural Style and stays"));
}

}  // namespace
}  // namespace neural_style
