// Real textures in motion that is known: what follows it, and what is not trusted.
#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>

#include "neural_style/image_file.hpp"
#include "neural_style/sequence.hpp"
#include "support/pictures.hpp"

namespace neural_style {
namespace {

const Image& photograph() {
  static const Image image = read_image(NEURAL_STYLE_SOURCE "/demo/astronaut.png");
  return image;
}

constexpr int width = 140;
constexpr int height = 100;

/// What a camera sees at that place.
Image view(int left, int top) { return cropped(photograph(), left, top, width, height); }

float alpha_at(const Image& picture, int x, int y) { return picture.row(y)[static_cast<std::size_t>(x) * 4 + 3]; }

/// Of the pixels of a rectangle, the share that is trusted.
double trusted(const Image& picture, int left, int top, int right, int bottom) {
  double sum = 0;
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      sum += static_cast<double>(alpha_at(picture, x, y));
    }
  }
  return sum / ((right - left) * (bottom - top));
}

double trusted(const Image& picture) { return trusted(picture, 0, 0, picture.width(), picture.height()); }

/// Mean difference of the colours, in levels of 0..255, where `followed` is trusted.
double difference(const Image& followed, const Image& expected) {
  double sum = 0;
  double count = 0;
  for (std::size_t i = 0; i < followed.samples().size(); i += 4) {
    const double weight = followed.samples()[i + 3];
    for (std::size_t color = i; color < i + 3; ++color) {
      sum += weight * std::abs(double{followed.samples()[color]} - double{expected.samples()[color]});
    }
    count += 3 * weight;
  }
  return 255 * sum / count;
}

/// So that what is painted differs from what it is painted on.
Image negative(Image picture) {
  for (std::size_t i = 0; i < picture.samples().size(); ++i) {
    if (i % 4 != 3) {
      picture.samples()[i] = 1 - picture.samples()[i];
    }
  }
  return picture;
}

TEST(Follow, ThePaintMovesWithThePicture) {
  const Image followed = follow(view(100, 60), negative(view(100, 60)), view(104, 57));
  EXPECT_LT(difference(followed, negative(view(104, 57))), 1);
  EXPECT_GT(difference(negative(view(100, 60)), negative(view(104, 57))), 10) << "there is something to see";
  EXPECT_GT(trusted(followed, 0, 3, width - 4, height), 0.95);
}

TEST(Follow, WhatComesIntoViewIsNotTrusted) {
  const Image followed = follow(view(100, 60), view(100, 60), view(104, 57));
  EXPECT_LT(trusted(cropped(followed, width - 4, 0, 4, height)), 0.02);
  EXPECT_LT(trusted(followed, 0, 0, width, 3), 0.02);
}

TEST(Follow, WithoutMotionAllStaysAsItIs) {
  const Image painting = negative(view(100, 60));
  const Image followed = follow(view(100, 60), painting, view(100, 60));
  EXPECT_EQ(trusted(followed), 1);
  EXPECT_LT(largest_difference(followed, painting), 1e-5F);
}

TEST(Follow, WhatAMovingObjectUncoversIsNotTrusted) {
  // A face of 60 x 60 pixels goes 8 to the right over a wall that stands still.
  const Image wall = cropped(read_image(NEURAL_STYLE_SOURCE "/demo/chelsea.png"), 60, 40, 160, 120);
  const Image face = cropped(photograph(), 190, 70, 60, 60);
  Image before = wall;
  paste(face, 40, 30, before);
  Image now = wall;
  paste(face, 48, 30, now);
  const Image followed = follow(before, before, now);
  EXPECT_LT(trusted(followed, 40, 30, 48, 90), 0.02) << "uncovered";
  EXPECT_GT(trusted(followed, 56, 38, 100, 82), 0.9) << "the face";
  EXPECT_GT(trusted(followed, 0, 0, 32, 120), 0.9) << "the wall";
  EXPECT_GT(trusted(followed, 120, 0, 160, 120), 0.9) << "the wall";
  EXPECT_LT(difference(followed, now), 1) << "nothing of the face is dragged along";
}

TEST(Follow, AfterACutNothingIsTrusted) {
  const Image other = cropped(read_image(NEURAL_STYLE_SOURCE "/demo/chelsea.png"), 100, 80, width, height);
  EXPECT_EQ(trusted(follow(view(100, 60), view(100, 60), other)), 0);
}

TEST(Follow, PaintingsOfAnotherSizeStayAtTheirs) {
  const Image followed = follow(view(100, 60), constant(70, 50, 0.2F, 0.4F, 0.6F), view(104, 60));
  EXPECT_EQ(followed.width(), 70);
  EXPECT_EQ(followed.height(), 50);
  EXPECT_LT(trusted(followed, 68, 0, 70, 50), 0.02);
  EXPECT_GT(trusted(followed, 0, 0, 68, 50), 0.9);
}

TEST(Follow, WhatWasTransparentIsNotTrusted) {
  Image painting = view(100, 60);
  paste(constant(20, 20, 1, 0, 1, 0), 50, 40, painting);
  const Image followed = follow(view(100, 60), painting, view(103, 60));
  EXPECT_EQ(trusted(followed, 48, 41, 66, 59), 0);
  EXPECT_EQ(alpha_at(followed, 20, 50), 1);
  EXPECT_LT(difference(followed, view(103, 60)), 1) << "its colour does not bleed";
}

TEST(Follow, TakesPicturesOfAnySize) {
  for (const auto& [columns, rows] : {std::pair{1, 1}, {2, 90}, {90, 2}, {15, 17}, {5, 400}}) {
    const Image picture = gradient(columns, rows);
    const Image followed = follow(picture, picture, picture);
    EXPECT_EQ(trusted(followed), 1) << columns << ' ' << rows;
    EXPECT_LT(largest_difference(followed, picture), 1e-5F) << columns << ' ' << rows;
  }
}

TEST(Follow, SamePicturesSameBytes) {
  EXPECT_EQ(follow(view(100, 60), view(100, 60), view(107, 63)), follow(view(100, 60), view(100, 60), view(107, 63)));
}

TEST(Follow, RefusesFramesOfDifferentSizes) {
  EXPECT_THROW(follow(view(0, 0), view(0, 0), gradient(50, 50)), std::invalid_argument);
  EXPECT_THROW(follow({}, {}, {}), std::invalid_argument);
  EXPECT_THROW(follow(view(0, 0), {}, view(0, 0)), std::invalid_argument);
  EXPECT_THROW(follow(gradient(2, 2), constant(32767, 1, 0, 0, 0), gradient(2, 2)), std::invalid_argument);
}

}  // namespace
}  // namespace neural_style
