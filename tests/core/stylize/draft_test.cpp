// What the draft network paints, judged by VGG-19.
#include <gtest/gtest.h>

#include "neural_style/image_file.hpp"
#include "neural_style/stylize.hpp"
#include "picture/resample.hpp"

namespace neural_style {
namespace {

TEST(Draft, PaintsWhatComesNearTheStyleInVgg19sEyes) {
  Request request;
  request.content = resample(read_image(NEURAL_STYLE_SOURCE "/demo/chelsea.png"), 128, 96);
  request.styles = {{resample(read_image(NEURAL_STYLE_SOURCE "/demo/great_wave.png"), 160, 112)}};
  request.settings.scales = 1;
  request.settings.evaluations = 60;
  Observer nobody;
  const Losses before = evaluate(request.content, request);
  const auto painted_by = [&](const char* model) {
    Request asked = request;
    asked.settings.model = model;
    return evaluate(stylize(asked, nobody).picture, request);
  };
  const Losses whole = painted_by("vgg19");
  const Losses draft = painted_by("draft");
  EXPECT_LT(whole.style, draft.style);
  // Most of the way from the photograph to the style.
  EXPECT_LT(draft.style, before.style - 0.8 * (before.style - whole.style));
}

}  // namespace
}  // namespace neural_style
