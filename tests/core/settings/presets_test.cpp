// The presets are what they say.
#include <gmock/gmock.h>

#include <algorithm>
#include <string>

#include "neural_style/data_folder.hpp"
#include "neural_style/image_file.hpp"
#include "neural_style/settings.hpp"
#include "support/error_text.hpp"

namespace neural_style {
namespace {

TEST(Presets, DefaultComesFirstAndIsAsConstructed) {
  EXPECT_EQ(presets().front().id, "default");
  EXPECT_EQ(preset("default").settings, Settings{});
}

TEST(Presets, TutorialIsTheTutorialToTheLetter) {
  EXPECT_EQ(settings_text(preset("tutorial").settings, Settings{}),
            "size=400x300 loss=absolute content_weight=5 style_weight=100 "
            "style_layers=conv1_1:0.5,conv2_1:1,conv3_1:1.5,conv4_1:3,conv5_1:4 padding=zeros noise=0.7 "
            "optimizer=adam scales=1 evaluations=2000 precision=float32");
  EXPECT_EQ(preset("tutorial").settings.learning_rate, 2);
  EXPECT_EQ(preset("tutorial").settings.pooling, Pooling::average);
  EXPECT_EQ(preset("tutorial").settings.strength, 0.5) << "the content weight is taken as it is";
}

TEST(Presets, UnknownOneIsAnsweredWithTheOnesThereAre) {
  EXPECT_EQ(error_text([] { preset("tutorail"); }),
            "There is no preset \"tutorail\"; there are \"default\", \"abstract\", \"colors\", \"mosaic\", \"oil\", "
            "\"pencil\", \"sketch\", \"texture\", \"touch\", \"watercolor\", \"tutorial\".");
}

TEST(Presets, HaveWordsForADialog) {
  for (const Preset& each : presets()) {
    EXPECT_FALSE(each.label.empty()) << each.id;
    EXPECT_TRUE(each.help.ends_with('.')) << each.id;
  }
}

TEST(Presets, HaveAThumbnail) {
  for (const Preset& each : presets()) {
    const Image look = read_image(data_folder() / "presets" / (std::string(each.id) + ".jpg"));
    EXPECT_EQ(std::max(look.width(), look.height()), 96) << each.id;
  }
}

}  // namespace
}  // namespace neural_style
