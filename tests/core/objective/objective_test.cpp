// The whole objective, real weights: its gradient against LibTorch's autograd and finite differences.
#include "objective/objective.hpp"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "bench/recorded.hpp"
#include "network/vgg19.hpp"
#include "support/embedded_model.hpp"

namespace neural_style {
namespace {

const Checkpoint go_on = [] {};

at::Tensor smooth_picture(std::uint64_t seed, int height, int width) {
  at::manual_seed(seed);
  const at::Tensor coarse = at::rand({1, 3, 7, 9}, at::kDouble) * 255;
  return at::upsample_bilinear2d(coarse, {height, width}, false);
}

struct Case {
  at::Tensor picture = smooth_picture(1, 45, 60);
  at::Tensor content = smooth_picture(2, 45, 60);
  at::Tensor style = smooth_picture(3, 52, 40);
  at::Tensor weight;  // of the picture
};

Settings absolute() {
  Settings settings;
  settings.loss = Loss::absolute;
  settings.padding = Padding::zeros;
  settings.content_weight = 5;
  settings.style_weight = 100;
  return settings;
}

Objective objective_of(Network& network, const Settings& settings, const Case& pictures,
                       const ObjectiveMemory& memory = {}) {
  return {network, settings, {pictures.content, {}}, {{pictures.weight, {{pictures.style, {}, 1}}}}, memory, go_on};
}

void compare(const Settings& settings, const Case& pictures, at::ScalarType type, double bound) {
  const RecordedObjective recorded(embedded_weights(), settings, pictures.content, pictures.style, pictures.weight);
  const auto [loss, expected] = recorded(pictures.picture);

  const at::NoGradGuard no_gradient;
  Vgg19 network(embedded_weights(), settings.pooling, settings.padding, type);
  at::Tensor found;
  const Losses losses = objective_of(network, settings, pictures)(pictures.picture.to(type), &found, go_on);
  EXPECT_NEAR(losses.total / loss, 1, bound);
  EXPECT_LT(((found.to(at::kDouble) - expected).norm() / expected.norm()).item<double>(), bound);
}

TEST(Objective, GradientMatchesAutogradInFloat64) {
  compare(Settings{}, {}, at::kDouble, 1e-6);
  compare(absolute(), {}, at::kDouble, 1e-6);
  Settings max_pooling;
  max_pooling.pooling = Pooling::max;
  compare(max_pooling, {}, at::kDouble, 1e-6);
}

TEST(Objective, GradientMatchesAutogradInFloat32) {
  compare(Settings{}, {}, at::kFloat, 1e-3);
  compare(absolute(), {}, at::kFloat, 1e-3);
}

TEST(Objective, GuidedGradientMatchesAutograd) {
  Case pictures;
  pictures.weight = at::zeros({1, 1, 45, 60}, at::kDouble);
  pictures.weight.slice(2, 10, 37).slice(3, 21, 60).fill_(1);
  pictures.weight.slice(2, 8, 10).slice(3, 21, 60).fill_(0.25);
  compare(Settings{}, pictures, at::kDouble, 1e-6);
}

TEST(Objective, GradientMatchesFiniteDifferences) {
  const at::NoGradGuard no_gradient;
  const Case pictures;
  Vgg19 network(embedded_weights(), Pooling::average, Padding::replicate, at::kDouble);
  Objective objective = objective_of(network, {}, pictures);
  at::Tensor gradient;
  objective(pictures.picture, &gradient, go_on);
  const double h = 1e-4;
  for (const auto& [channel, y, x] : {std::array{0, 0, 0}, {1, 22, 31}, {2, 44, 59}, {0, 13, 7}}) {
    at::Tensor moved = pictures.picture.clone();
    moved[0][channel][y][x] += h;
    const double up = objective(moved, nullptr, go_on).total;
    moved[0][channel][y][x] -= 2 * h;
    const double down = objective(moved, nullptr, go_on).total;
    const auto slope = gradient[0][channel][y][x].item<double>();
    EXPECT_NEAR((up - down) / (2 * h), slope, 1e-4 * std::abs(slope) + 1e-12) << channel << ' ' << y << ' ' << x;
  }
}

/// Along a direction, of everything at once: several regions with styles of their own, something to keep, another
/// statistics, a picture that goes round.
TEST(Objective, GradientOfControlsMatchesFiniteDifferences) {
  const at::NoGradGuard no_gradient;
  const Case pictures;
  at::Tensor left = at::zeros({1, 1, 45, 60}, at::kDouble);
  left.slice(3, 0, 25).fill_(1);
  left.slice(3, 25, 33).fill_(0.5);
  at::Tensor keep = at::ones({1, 1, 45, 60}, at::kDouble);
  keep.slice(2, 5, 20).fill_(10);
  const std::vector<StyledRegion> regions = {
      {left, {{pictures.style, {}, 1}}},
      {1 - left, {{smooth_picture(4, 30, 70), {}, 1}, {smooth_picture(5, 60, 33), at::rand({1, 1, 60, 33}), 3}}}};
  Vgg19 network(embedded_weights(), Pooling::average, Padding::replicate, at::kDouble);
  for (const auto& [statistics, seamless] : {std::pair{Statistics::gram, Seamless::vertical},
                                             {Statistics::moments, Seamless::horizontal},
                                             {Statistics::wasserstein, Seamless::none}}) {
    Settings settings;
    settings.statistics = statistics;
    settings.seamless = seamless;
    Objective objective(network, settings, {pictures.content, keep}, regions, {}, go_on);
    at::Tensor gradient;
    objective(pictures.picture, &gradient, go_on);
    const at::Tensor direction = at::randn(pictures.picture.sizes(), at::kDouble);
    constexpr double h = 1e-5;
    const double up = objective(pictures.picture + h * direction, nullptr, go_on).total;
    const double down = objective(pictures.picture - h * direction, nullptr, go_on).total;
    const auto slope = (gradient * direction).sum().item<double>();
    EXPECT_NEAR((up - down) / (2 * h), slope, 1e-4 * gradient.norm().item<double>())
        << static_cast<int>(statistics) << ' ' << static_cast<int>(seamless);
  }
}

TEST(Objective, RegionsOfOneStyleAreThePictureOfIt) {
  const at::NoGradGuard no_gradient;
  const Case pictures;
  at::Tensor left = at::zeros({1, 1, 45, 60}, at::kDouble);
  left.slice(3, 0, 25).fill_(1);
  Vgg19 network(embedded_weights(), Pooling::average, Padding::replicate, at::kDouble);
  // Where both halves have the style's own Gram matrix there is nothing left to ask, as for the whole.
  const std::vector<StyledRegion> regions = {{left, {{pictures.picture, left, 1}}},
                                             {1 - left, {{pictures.picture, 1 - left, 1}}}};
  EXPECT_LT(Objective(network, {}, {pictures.content, {}}, regions, {}, go_on)(pictures.picture, nullptr, go_on).style,
            1e-9);
  const std::vector<StyledRegion> swapped = {{left, {{pictures.picture, 1 - left, 1}}},
                                             {1 - left, {{pictures.picture, left, 1}}}};
  EXPECT_GT(Objective(network, {}, {pictures.content, {}}, swapped, {}, go_on)(pictures.picture, nullptr, go_on).style,
            1e-3);
}

TEST(Objective, SeamlessPicturesMayBeRolled) {
  const at::NoGradGuard no_gradient;
  Case pictures;
  pictures.picture = smooth_picture(1, 32, 48);
  pictures.content = smooth_picture(2, 32, 48);
  Settings settings;
  settings.seamless = Seamless::both;
  const auto network = make_network(embedded_weights(), Pooling::average, Padding::replicate, at::kFloat);
  const auto losses = [&](const Case& of) {
    return objective_of(*network, settings, of)(of.picture.to(at::kFloat), nullptr, go_on).total;
  };
  Case rolled = pictures;
  rolled.picture = pictures.picture.roll({16, 16}, {2, 3});
  rolled.content = pictures.content.roll({16, 16}, {2, 3});
  EXPECT_NEAR(losses(rolled) / losses(pictures), 1, 1e-5);
  settings.seamless = Seamless::none;
  EXPECT_GT(std::abs(losses(rolled) / losses(pictures) - 1), 1e-4);
}

TEST(Objective, Bfloat16PointsTheSameWay) {
  const at::NoGradGuard no_gradient;
  const Case pictures;
  const auto gradient_in = [&](at::ScalarType type) {
    Vgg19 network(embedded_weights(), Pooling::average, Padding::replicate, type);
    at::Tensor gradient;
    objective_of(network, {}, pictures)(pictures.picture, &gradient, go_on);
    return gradient.to(at::kDouble).flatten();
  };
  const at::Tensor exact = gradient_in(at::kFloat);
  const at::Tensor rough = gradient_in(at::kBFloat16);
  EXPECT_GT((at::dot(exact, rough) / (exact.norm() * rough.norm())).item<double>(), 0.99);
}

TEST(Objective, ContentIsItsOwnMinimum) {
  const at::NoGradGuard no_gradient;
  const Case pictures;
  Vgg19 network(embedded_weights(), Pooling::average, Padding::replicate, at::kFloat);
  EXPECT_EQ(objective_of(network, {}, pictures)(pictures.content.to(at::kFloat), nullptr, go_on).content, 0);
}

TEST(Objective, StyleOfThePictureItselfCostsNothing) {
  const at::NoGradGuard no_gradient;
  Case pictures;
  pictures.style = pictures.picture;
  Vgg19 network(embedded_weights(), Pooling::average, Padding::replicate, at::kFloat);
  EXPECT_LT(objective_of(network, {}, pictures)(pictures.picture.to(at::kFloat), nullptr, go_on).style, 1e-9);
}

TEST(Objective, OneColourPicturesGiveFiniteNumbers) {
  const at::NoGradGuard no_gradient;
  Vgg19 network(embedded_weights(), Pooling::average, Padding::replicate, at::kFloat);
  for (const double level : {0.0, 127.0, 255.0}) {
    Case pictures;
    pictures.content = at::full({1, 3, 45, 60}, level, at::kDouble);
    pictures.style = at::full({1, 3, 20, 20}, 255 - level, at::kDouble);
    at::Tensor gradient;
    const Losses losses = objective_of(network, {}, pictures)(pictures.content.to(at::kFloat), &gradient, go_on);
    EXPECT_TRUE(std::isfinite(losses.total));
    EXPECT_TRUE(at::isfinite(gradient).all().item<bool>());
  }
}

TEST(Objective, StrengthScalesTheContentWeight) {
  EXPECT_DOUBLE_EQ(content_factor(0.5), 1);
  EXPECT_DOUBLE_EQ(content_factor(0), 5);
  EXPECT_DOUBLE_EQ(content_factor(1), 0.2);
}

}  // namespace
}  // namespace neural_style
