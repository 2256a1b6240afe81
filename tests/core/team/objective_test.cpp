// A picture in strips has the loss and the gradient that it has as a whole.
#include "objective/objective.hpp"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <mutex>
#include <vector>

#include "network/vgg19.hpp"
#include "support/embedded_model.hpp"
#include "support/random_picture.hpp"
#include "support/thread_team.hpp"

namespace neural_style {
namespace {

const Checkpoint go_on = [] {};

/// The rows that a strip sees, numbered as in the whole picture.
at::Tensor seen_rows(const Strip& strip) {
  return at::arange(strip.seen.begin, strip.seen.end, at::kLong).remainder(strip.height);
}

/// What of a picture it sees.
at::Tensor seen(const at::Tensor& whole, const Strip& strip) {
  return whole.index_select(2, seen_rows(strip)).contiguous();
}

struct Case {
  int height;
  int width;
  std::size_t tile_pixels;
  bool guided;
};

/// Loss and gradient of teams of two, three and four against those of one process.
template <class MakeNetwork>
void compare(const MakeNetwork& make, const Settings& settings, const Case& sizes, double bound) {
  const at::NoGradGuard no_gradient;
  const int height = sizes.height;
  const int width = sizes.width;
  const auto network = make();
  const at::Tensor picture = random_picture(1, height, width).to(network->type());
  ContentPicture content{random_picture(2, height, width), {}};
  constexpr int style_height = 171;
  StyledRegion first{{}, {{random_picture(3, style_height, 30), {}, 1}}};
  std::vector<StyledRegion> regions = {first};
  if (sizes.guided) {
    content.weight = at::rand({1, 1, height, width}) * 3;
    regions.front().weight = at::zeros({1, 1, height, width});
    regions.front().weight.slice(2, 0, 50).fill_(0.7);  // none of it in the lower strips
    regions.front().styles.front().weight = at::rand({1, 1, style_height, 30});
    regions.push_back({at::rand({1, 1, height, width}), {{random_picture(4, 50, 30), {}, 1}}});
  }
  at::Tensor gradient;
  const Losses losses =
      Objective(*network, settings, content, regions, {sizes.tile_pixels, false}, go_on)(picture, &gradient, go_on);
  for (const int size : {2, 3, 4}) {
    SCOPED_TRACE(size);
    const std::vector<Strip> strips = strips_of(height, size, settings.seamless);
    at::Tensor sum = at::zeros_like(picture);
    std::vector<Losses> found(static_cast<std::size_t>(size));
    std::mutex adding;
    in_team(size, [&](Team& team) {
      const at::NoGradGuard none_here_either;
      const auto own_network = make();
      const Strip& strip = strips[static_cast<std::size_t>(team.rank())];
      // Of the styles the first is shared out, too; another one each sees whole.
      std::vector<StyledRegion> own_regions = regions;
      WeightedPicture& style = own_regions.front().styles.front();
      style.strip = strips_of(style_height, size, Seamless::none)[static_cast<std::size_t>(team.rank())];
      style.picture = seen(style.picture, *style.strip);
      Objective objective(*own_network, settings, {seen(content.picture, strip), content.weight}, own_regions,
                          {sizes.tile_pixels, false}, go_on, TeamStrip{strip, team});
      at::Tensor part;
      found[static_cast<std::size_t>(team.rank())] = objective(seen(picture, strip), &part, go_on);
      if (part.defined()) {
        const std::lock_guard lock(adding);
        sum.index_add_(2, seen_rows(strip), part);
      }
      EXPECT_NEAR(objective(seen(picture, strip), nullptr, go_on).total / losses.total, 1, bound / 100);
    });
    for (const Losses& each : found) {
      EXPECT_EQ(each.total, found.front().total);
      EXPECT_EQ(each.style_by_layer, found.front().style_by_layer);
      EXPECT_NEAR(each.content / losses.content, 1, bound / 100);
      EXPECT_NEAR(each.style / losses.style, 1, bound / 100);
    }
    EXPECT_LT(((sum - gradient).norm() / gradient.norm()).template item<double>(), bound);
    // A seam would stand out in the worst pixel.
    EXPECT_LT(((sum - gradient).abs().max() / gradient.abs().max()).template item<double>(), 10 * bound);
  }
}

TEST(TeamObjective, IsTheWholesInFloat64) {
  const auto make = [] {
    return std::make_unique<Vgg19>(embedded_weights(), Pooling::average, Padding::replicate, at::kDouble);
  };
  compare(make, {}, {173, 35, 0, false}, 1e-10);
}

TEST(TeamObjective, IsTheWholesButForRounding) {
  const auto make = [] { return make_network(embedded_weights(), Pooling::max, Padding::zeros, at::kFloat); };
  compare(make, {}, {333, 61, 0, false}, 2e-3);
}

TEST(TeamObjective, WithRegionsInTiles) {
  Settings settings;
  settings.statistics = Statistics::moments;
  settings.loss = Loss::absolute;
  const auto make = [] { return make_network(embedded_weights(), Pooling::average, Padding::replicate, at::kFloat); };
  compare(make, settings, {281, 90, 30000, true}, 2e-3);
}

TEST(TeamObjective, OfASeamlessPicture) {
  Settings settings;
  settings.seamless = Seamless::both;
  const auto make = [] { return make_network(embedded_weights(), Pooling::average, Padding::replicate, at::kFloat); };
  compare(make, settings, {251, 77, 0, true}, 2e-3);
}

}  // namespace
}  // namespace neural_style
