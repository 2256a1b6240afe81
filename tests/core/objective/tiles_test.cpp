// A picture in tiles has the loss and the gradient that it has as a whole.
#include "objective/tiles.hpp"

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "network/vgg19.hpp"
#include "objective/objective.hpp"
#include "support/embedded_model.hpp"
#include "support/random_picture.hpp"

namespace neural_style {
namespace {

const Checkpoint go_on = [] {};

TEST(Tiles, EveryPixelIsOwnedOnce) {
  for (const auto& [height, width] : {std::pair{1, 1}, {333, 517}, {1024, 4000}, {17, 3000}}) {
    for (const std::size_t most : {0U, 1U, 60000U, 200000U}) {
      const at::Tensor owners = at::zeros({1, 1, height, width});
      for (const Tile& tile : tiles_of(height, width, most)) {
        owners.slice(2, tile.y.owned.begin, tile.y.owned.end).slice(3, tile.x.owned.begin, tile.x.owned.end).add_(1);
        EXPECT_EQ(tile.y.owned.begin % tile_grid, 0);
        EXPECT_EQ(tile.x.region.begin % tile_grid, 0);
      }
      EXPECT_TRUE(at::equal(owners, at::ones_like(owners))) << height << 'x' << width << ' ' << most;
    }
  }
}

TEST(Tiles, RegionsKeepToTheirSize) {
  EXPECT_THAT(tiles_of(900, 1600, 0), testing::SizeIs(1));
  EXPECT_THAT(tiles_of(900, 1600, 1440000), testing::SizeIs(1));
  for (const std::size_t most : {100000U, 300000U, 1000000U}) {
    for (const Tile& tile : tiles_of(900, 1600, most)) {
      EXPECT_LE(static_cast<std::size_t>(tile.y.region.end - tile.y.region.begin) *
                    static_cast<std::size_t>(tile.x.region.end - tile.x.region.begin),
                most);
    }
  }
}

TEST(Tiles, WorkIsWhatIsOwnedAndLessThanTheBorders) {
  const TileWork whole = work_of(tiles_of(333, 517, 0));
  EXPECT_DOUBLE_EQ(whole.forward, 333 * 517);
  EXPECT_DOUBLE_EQ(whole.backward, 333 * 517);
  const std::vector<Tile> tiles = tiles_of(512, 2048, 300000);
  double shown = 0;
  for (const Tile& tile : tiles) {
    shown += static_cast<double>(tile.y.region.length()) * tile.x.region.length();
  }
  const TileWork work = work_of(tiles);
  EXPECT_GT(work.forward, 1.05 * 512 * 2048);
  EXPECT_GT(work.backward, work.forward);
  EXPECT_LT(work.backward - 512 * 2048, 0.7 * (shown - 512 * 2048));
}

struct Cuts {
  int height;
  int width;
  int style_height;
  int style_width;
  std::vector<std::size_t> tile_pixels;
};

/// Loss and gradient of an odd picture at many tile sizes against those of the picture as a whole.
void compare(Network& network, const Settings& settings, const Cuts& cuts, bool guided, double bound) {
  const at::NoGradGuard no_gradient;
  const auto [height, width, style_height, style_width, many_tile_pixels] = cuts;
  const at::Tensor picture = random_picture(1, height, width);
  ContentPicture content{random_picture(2, height, width), {}};
  StyledRegion region{{}, {{random_picture(3, style_height, style_width), {}, 1}}};
  if (guided) {
    content.weight = at::rand({1, 1, height, width}) * 3;
    region.weight = at::rand({1, 1, height, width});
    region.styles.front().weight = at::rand({1, 1, style_height, style_width});
  }
  const auto loss_and_gradient = [&](std::size_t tile_pixels) {
    Objective objective(network, settings, content, {region}, {tile_pixels, false}, go_on);
    at::Tensor gradient;
    const Losses losses = objective(picture.to(network.type()), &gradient, go_on);
    std::pair result{losses, gradient.clone()};
    EXPECT_NEAR(objective(picture.to(network.type()), nullptr, go_on).total / losses.total, 1, bound / 100);
    return result;
  };
  const auto [losses, gradient] = loss_and_gradient(0);
  for (const std::size_t tile_pixels : many_tile_pixels) {
    SCOPED_TRACE(tile_pixels);
    const auto [tiled_losses, tiled_gradient] = loss_and_gradient(tile_pixels);
    EXPECT_NEAR(tiled_losses.content / losses.content, 1, bound / 100);
    EXPECT_NEAR(tiled_losses.style / losses.style, 1, bound / 100);
    EXPECT_LT(((tiled_gradient - gradient).norm() / gradient.norm()).item<double>(), bound);
    // A seam would stand out in the worst pixel.
    EXPECT_LT(((tiled_gradient - gradient).abs().max() / gradient.abs().max()).item<double>(), 10 * bound);
  }
}

TEST(Tiles, ChangeNothingInFloat64) {
  Vgg19 network(embedded_weights(), Pooling::average, Padding::replicate, at::kDouble);
  compare(network, {}, {19, 301, 24, 32, {3800}}, false, 1e-10);
}

TEST(Tiles, ChangeNothingButRoundingInFloat32) {
  for (const auto& [pooling, padding, guided] : {std::tuple{Pooling::average, Padding::replicate, false},
                                                 {Pooling::average, Padding::replicate, true},
                                                 {Pooling::max, Padding::zeros, false}}) {
    Settings settings;
    settings.pooling = pooling;
    settings.padding = padding;
    const auto network = make_network(embedded_weights(), pooling, padding, at::kFloat);
    // Winograd's tiles lie otherwise in a region than in the whole picture, and a ReLU passes what rounding lets it.
    compare(*network, settings, {203, 349, 151, 240, {45472, 51968}}, guided, 2e-3);
  }
}

TEST(Tiles, ChangeNothingOfASeamlessPicture) {
  const auto network = make_network(embedded_weights(), Pooling::average, Padding::replicate, at::kFloat);
  Settings settings;
  settings.seamless = Seamless::both;
  settings.statistics = Statistics::moments;
  compare(*network, settings, {59, 203, 90, 120, {51968}}, true, 2e-3);
}

TEST(Tiles, TargetsInFloat16AreNear) {
  const at::NoGradGuard no_gradient;
  const auto network = make_network(embedded_weights(), Pooling::average, Padding::replicate, at::kFloat);
  const at::Tensor picture = random_picture(1, 90, 130).to(at::kFloat);
  const ContentPicture content{random_picture(2, 90, 130), {}};
  const StyledRegion region{{}, {{random_picture(3, 80, 80), {}, 1}}};
  const auto losses = [&](bool half) {
    return Objective(*network, {}, content, {region}, {0, half}, go_on)(picture, nullptr, go_on);
  };
  EXPECT_NEAR(losses(true).content / losses(false).content, 1, 1e-3);
}

}  // namespace
}  // namespace neural_style
