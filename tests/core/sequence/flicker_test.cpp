// A sequence painted with the real network: what was painted stays where it is.
#include <gmock/gmock.h>

#include <cmath>
#include <cstddef>
#include <vector>

#include "neural_style/image_file.hpp"
#include "neural_style/sequence.hpp"
#include "neural_style/stylize.hpp"
#include "picture/resample.hpp"
#include "support/pictures.hpp"

namespace neural_style {
namespace {

/// A camera that goes two pixels to the right with each frame.
Image frame(int number) {
  static const Image image = resample(read_image(NEURAL_STYLE_SOURCE "/demo/astronaut.png"), 256, 256);
  return cropped(image, 60 + 2 * number, 20, 96, 64);
}

Request request(int number) {
  Request request;
  request.content = frame(number);
  request.styles.push_back({resample(read_image(NEURAL_STYLE_SOURCE "/demo/street_in_auvers.png"), 119, 94), 1});
  request.settings.evaluations = 20;
  return request;
}

/// Paints three frames, each from the one before.
std::vector<Result> paint(double temporal_weight) {
  Observer nobody;
  std::vector<Result> results;
  for (int number = 0; number < 3; ++number) {
    Request next = request(number);
    next.settings.temporal_weight = temporal_weight;
    if (number > 0) {
      next.previous = follow(frame(number - 1), results.back().picture, next.content);
    }
    results.push_back(stylize(next, nobody));
  }
  return results;
}

/// Mean difference of each frame from the one before, moved, where that can be trusted; in levels of 0..255.
double flicker(const std::vector<Result>& results) {
  double sum = 0;
  double count = 0;
  for (int number = 1; number < static_cast<int>(results.size()); ++number) {
    const auto at = static_cast<std::size_t>(number);
    const Image moved = follow(frame(number - 1), results[at - 1].picture, frame(number));
    const Image& picture = results[at].picture;
    for (std::size_t i = 0; i < moved.samples().size(); i += 4) {
      for (std::size_t color = i; color < i + 3; ++color) {
        sum += double{moved.samples()[i + 3]} *
               std::abs(double{moved.samples()[color]} - double{picture.samples()[color]});
        count += double{moved.samples()[i + 3]};
      }
    }
  }
  return 255 * sum / count;
}

TEST(Sequence, DoesNotFlicker) {
  const double free = flicker(paint(0));
  const double held = flicker(paint(Settings().temporal_weight));
  EXPECT_LT(held, 0.5 * free);
  EXPECT_LT(held, 7) << "levels of 255";
}

}  // namespace
}  // namespace neural_style
