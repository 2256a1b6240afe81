// Whole runs on a graphics card, beside the processor's; skipped where there is none.
#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "network/cuda/cuda.hpp"
#include "neural_style/image_file.hpp"
#include "neural_style/stylize.hpp"
#include "picture/resample.hpp"

namespace neural_style {
namespace {

class OnCard : public testing::Test {
 protected:
  void SetUp() override {
    if (!cuda::card()) {
      GTEST_SKIP() << "no graphics card";
    }
  }

  static Request request(int width, int height) {
    Request request;
    request.content = resample(read_image(NEURAL_STYLE_SOURCE "/demo/chelsea.png"), width, height);
    request.styles.push_back({resample(read_image(NEURAL_STYLE_SOURCE "/demo/street_in_auvers.png"), 200, 150), 1});
    request.settings.evaluations = 6;
    request.settings.coarse_evaluations = 8;
    request.settings.precision = Precision::float32;
    return request;
  }

  static Losses losses(Request request, Device device) {
    request.settings.device = device;
    return evaluate(request.styles.front().image, request);
  }

  static Result painting(Request request, Device device) {
    request.settings.device = device;
    Observer nobody;
    return stylize(request, nobody);
  }

  static void expect_same_losses(const Request& request) {
    const Losses processor = losses(request, Device::cpu);
    const Losses card = losses(request, Device::cuda);
    EXPECT_NEAR(card.total / processor.total, 1, 1e-4);
    EXPECT_NEAR(card.content / processor.content, 1, 1e-4);
    EXPECT_NEAR(card.style / processor.style, 1, 1e-4);
    EXPECT_NEAR(card.temporal, processor.temporal, 1e-4 * std::abs(processor.temporal));
  }

  /// Left half of the picture.
  static Mask half(int width, int height) {
    Mask mask(width, height);
    for (std::size_t i = 0; i < mask.samples().size(); ++i) {
      mask.samples()[i] = static_cast<int>(i) % width < width / 2 ? 1.0F : 0.0F;
    }
    return mask;
  }
};

TEST_F(OnCard, LossesAreTheProcessors) {
  Request plain = request(150, 100);
  expect_same_losses(plain);
  plain.settings.pooling = Pooling::max;
  plain.settings.padding = Padding::zeros;
  plain.settings.loss = Loss::absolute;
  expect_same_losses(plain);
  for (const Statistics statistics : {Statistics::moments, Statistics::wasserstein}) {
    Request other = request(150, 100);
    other.settings.statistics = statistics;
    expect_same_losses(other);
  }
}

TEST_F(OnCard, LossesOfMasksColorsAndFramesAreTheProcessors) {
  Request request = this->request(150, 100);
  request.selection = half(150, 100);
  request.keep = half(150, 100);
  request.settings.color = Color::original;
  request.settings.color_amount = 0.5;
  request.previous = request.content;
  expect_same_losses(request);
}

TEST_F(OnCard, GoesTheProcessorsWay) {
  for (const Optimizer optimizer : {Optimizer::lbfgs, Optimizer::adam}) {
    Request request = this->request(150, 100);
    request.settings.optimizer = optimizer;
    request.selection = half(150, 100);
    request.settings.color = Color::original;
    request.settings.color_amount = 0.5;
    const Result processor = painting(request, Device::cpu);
    const Result card = painting(request, Device::cuda);
    EXPECT_NEAR(card.losses.total / processor.losses.total, 1, 0.02);
    EXPECT_THAT(card.plan, testing::StartsWith("cuda ("));
    EXPECT_THAT(processor.plan, testing::StartsWith("cpu, "));
  }
}

TEST_F(OnCard, SameRequestGivesTheSameBytes) {
  for (const Precision precision : {Precision::float32, Precision::bfloat16}) {
    Request request = this->request(150, 100);
    request.settings.precision = precision;
    const Image first = painting(request, Device::cuda).picture;
    const Image second = painting(request, Device::cuda).picture;
    EXPECT_TRUE(std::ranges::equal(first.samples(), second.samples()));
  }
}

TEST_F(OnCard, InTilesItPaintsTheSamePicture) {
  Request request = this->request(1400, 1000);
  request.settings.scales = 1;
  request.settings.evaluations = 3;
  const Result whole = painting(request, Device::cuda);
  EXPECT_THAT(whole.plan, testing::Not(testing::HasSubstr("half targets")));
  request.settings.memory_limit = 1100;
  const Result tiled = painting(request, Device::cuda);
  EXPECT_THAT(tiled.plan, testing::HasSubstr("half targets"));
  EXPECT_NEAR(tiled.losses.total / whole.losses.total, 1, 0.01);
}

TEST_F(OnCard, WhereMemoryRunsOutItGoesOnInTiles) {
  Request request = this->request(1400, 1000);
  request.settings.scales = 1;
  request.settings.evaluations = 3;
  const Result whole = painting(request, Device::cuda);
  // What the test holds counts as the run's own, so that the plan is too generous.
  cuda::give_back();
  constexpr std::size_t left = std::size_t{1100} << 20U;
  const at::Tensor held = at::empty({static_cast<std::int64_t>(cuda::available_memory() - left)},
                                    at::TensorOptions().dtype(at::kByte).device(at::kCUDA));
  const Result tiled = painting(request, Device::cuda);
  EXPECT_THAT(tiled.warnings, testing::Contains(testing::HasSubstr("graphics card's memory was not enough")));
  EXPECT_THAT(tiled.plan, testing::HasSubstr("half targets"));
  EXPECT_EQ(tiled.evaluations, whole.evaluations);
  EXPECT_NEAR(tiled.losses.total / whole.losses.total, 1, 0.01);
}

}  // namespace
}  // namespace neural_style
