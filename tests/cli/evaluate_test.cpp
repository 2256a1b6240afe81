// neural-style evaluate against an independent implementation of the tutorial's objective.
#include <fstream>

#include "program.hpp"

namespace neural_style {
namespace {

using nlohmann::json;

TEST(Evaluate, AgreesWithTheReference) {
  const std::string folder = NEURAL_STYLE_SHARED "/reference/";
  std::ifstream stream(folder + "tutorial_losses.json");
  if (!stream) {
    GTEST_SKIP() << "no reference data in " << folder;
  }
  const json reference = json::parse(stream);
  for (const std::string picture : {"picture.png", "content.png"}) {
    const Outcome outcome = neural_style_program(
        {"evaluate", folder + picture, folder + "content.png", folder + "style.png", "--preset=tutorial", "--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.errors;
    const json losses = json::parse(outcome.output);
    const json& expected = reference[picture];
    const auto expect_near = [&](const json& found, const json& wanted, const std::string& what) {
      EXPECT_NEAR(found.get<double>(), wanted.get<double>(), 1e-3 * wanted.get<double>()) << picture << ' ' << what;
    };
    for (const char* term : {"total", "content", "style"}) {
      expect_near(losses[term], expected[term], term);
    }
    ASSERT_EQ(losses["style_by_layer"].size(), expected["style_by_layer_unweighted"].size());
    for (const auto& [layer, loss] : expected["style_by_layer_unweighted"].items()) {
      expect_near(losses["style_by_layer"][layer], loss, layer);
    }
  }
}

class EvaluateSmall : public ProgramTest {};

TEST_F(EvaluateSmall, ThePhotographItselfHasNoContentLoss) {
  const Outcome outcome =
      neural_style_program({"evaluate", path("content.png"), path("content.png"), path("style.png")});
  EXPECT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_THAT(outcome.output, testing::HasSubstr("\ncontent  0\n"));
}

}  // namespace
}  // namespace neural_style
