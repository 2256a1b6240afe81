// The passes between oneDNN's convolutions, against LibTorch's operators on the same numbers. They run on any machine.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "network/onednn/kernels.hpp"

namespace neural_style::onednn {
namespace {

template <class Number>
class OnednnKernels : public testing::Test {
 protected:
  static constexpr at::ScalarType type = c10::CppTypeToScalarType<Number>::value;

  static at::Tensor last(const at::Tensor& values) { return values.contiguous(at::MemoryFormat::ChannelsLast); }

  /// As after a ReLU: half of them 0, and few different ones, so that windows have more than one maximum.
  static at::Tensor features(const Grid& grid) {
    at::manual_seed(5);
    return last(at::randint(-4, 5, {1, grid.channels, grid.height, grid.width}).relu().to(type) * 0.37);
  }

  static at::Tensor random(const Grid& grid) {
    at::manual_seed(6);
    return last(at::randn({1, grid.channels, grid.height, grid.width}).to(type));
  }

  static Grid halved(const Grid& grid) { return {(grid.height + 1) / 2, (grid.width + 1) / 2, grid.channels}; }

  static Number* data(const at::Tensor& values) { return values.data_ptr<Number>(); }

  static std::vector<std::uint8_t> bits(const Grid& grid) { return std::vector<std::uint8_t>(grid.size() / 8); }

  /// Rounded to the number type, if two ways of summing may round apart.
  static void expect_near(const at::Tensor& found, const at::Tensor& expected) {
    const double rounding = type == at::kFloat ? 1e-6 : 8e-3;
    EXPECT_TRUE(at::allclose(found.to(at::kDouble), expected.to(at::kDouble), rounding, 1e-6));
  }

  static std::string name(const Grid& grid) {
    return std::to_string(grid.height) + 'x' + std::to_string(grid.width) + 'x' + std::to_string(grid.channels);
  }

  static std::vector<Grid> grids() { return {{6, 8, 64}, {7, 5, 128}, {1, 1, 64}, {1, 4, 512}, {3, 2, 256}}; }
};

using Numbers = testing::Types<float, c10::BFloat16>;
TYPED_TEST_SUITE(OnednnKernels, Numbers);

TYPED_TEST(OnednnKernels, ReluPassesWhereFeaturesAreAboveZero) {
  for (const Grid& grid : this->grids()) {
    const at::Tensor features = this->features(grid);
    const at::Tensor gradient = this->random(grid);
    auto bits = this->bits(grid);
    const at::Tensor expected = at::threshold_backward(gradient, features, 0);
    Kernels<TypeParam>::mark_positive(this->data(features), grid.size(), bits.data());
    Kernels<TypeParam>::keep_marked(this->data(gradient), grid.size(), bits.data());
    EXPECT_TRUE(at::equal(gradient, expected)) << this->name(grid);
  }
}

TYPED_TEST(OnednnKernels, AverageIsPooledAndUnpooled) {
  for (const Grid& grid : this->grids()) {
    SCOPED_TRACE(this->name(grid));
    const at::Tensor features = this->features(grid);
    const at::Tensor exact = features.to(at::kDouble);
    auto bits = this->bits(grid);
    const at::Tensor pooled = this->last(at::empty_like(this->random(this->halved(grid))));
    Kernels<TypeParam>::pool_average(this->data(features), grid, bits.data(), this->data(pooled));
    this->expect_near(pooled, at::avg_pool2d(exact, 2, 2, 0, true, false));

    const at::Tensor slope = this->random(this->halved(grid));
    const at::Tensor spread = at::avg_pool2d_backward(slope.to(at::kDouble), exact, 2, 2, 0, true, false, c10::nullopt);
    const at::Tensor found = at::empty_like(features);
    Kernels<TypeParam>::unpool_average(this->data(slope), grid, nullptr, this->data(found));
    this->expect_near(found, spread);
    Kernels<TypeParam>::unpool_average(this->data(slope), grid, bits.data(), this->data(found));
    this->expect_near(found, at::threshold_backward(spread, exact, 0));
  }
}

TYPED_TEST(OnednnKernels, FirstMaximumIsPooledAndUnpooled) {
  for (const Grid& grid : this->grids()) {
    SCOPED_TRACE(this->name(grid));
    const at::Tensor features = this->features(grid);
    const at::Tensor exact = features.to(at::kDouble);
    auto bits = this->bits(grid);
    auto maxima = this->bits(grid);
    const at::Tensor pooled = at::empty_like(this->random(this->halved(grid)));
    Kernels<TypeParam>::pool_max(this->data(features), grid, bits.data(), maxima.data(), this->data(pooled));
    const auto [expected, places] = at::max_pool2d_with_indices(exact, 2, 2, 0, 1, true);
    EXPECT_TRUE(at::equal(pooled.to(at::kDouble), expected));

    const at::Tensor slope = this->random(this->halved(grid));
    const at::Tensor spread =
        at::max_pool2d_with_indices_backward(slope.to(at::kDouble), exact, 2, 2, 0, 1, true, places);
    const at::Tensor found = at::empty_like(features);
    Kernels<TypeParam>::unpool_max(this->data(slope), grid, maxima.data(), this->data(found));
    // A window without anything above 0 has no maximum here: its ReLU lets nothing pass.
    EXPECT_TRUE(at::equal(found.to(at::kDouble), at::threshold_backward(spread, exact, 0)));

    const at::Tensor gradient = this->random(grid);
    const at::Tensor kept = at::threshold_backward(gradient, features, 0);
    Kernels<TypeParam>::keep_marked(this->data(gradient), grid.size(), bits.data());
    EXPECT_TRUE(at::equal(gradient, kept));
    auto without_bits = this->bits(grid);
    Kernels<TypeParam>::pool_max(this->data(features), grid, nullptr, without_bits.data(), this->data(pooled));
    EXPECT_EQ(without_bits, maxima);
  }
}

TYPED_TEST(OnednnKernels, PictureIsFramedAndItsGradientFoldedBack) {
  for (const auto& [height, width] : {std::pair{5, 7}, {1, 1}, {1, 6}, {4, 1}}) {
    for (const int border : {0, 1}) {
      const at::Tensor picture = at::rand({1, 3, height, width}) * 255;
      constexpr std::array<double, 3> mean_bgr = {103.939, 116.779, 123.68};
      const at::Tensor mean = at::tensor(mean_bgr, at::kFloat).reshape({1, 3, 1, 1});
      const at::Tensor framed = at::replication_pad2d(picture.flip({1}) - mean, {border, border, border, border});
      const at::Tensor input = this->last(at::empty_like(framed).to(this->type));
      const Planes planes{picture.data_ptr<float>(), picture.stride(1), picture.stride(2), height, width};
      Kernels<TypeParam>::to_network(planes, mean_bgr, border, this->data(input));
      EXPECT_TRUE(at::equal(input, framed.to(this->type))) << height << 'x' << width;

      const at::Tensor slope = this->last(at::randn(framed.sizes()));
      const at::Tensor found = at::empty_like(picture);
      from_network(slope.data_ptr<float>(), border,
                   {found.data_ptr<float>(), found.stride(1), found.stride(2), height, width});
      const at::Tensor expected =
          at::replication_pad2d_backward(slope.contiguous(), picture, {border, border, border, border}).flip({1});
      EXPECT_TRUE(at::allclose(found, expected, 1e-5, 1e-5)) << height << 'x' << width;
    }
  }
}

}  // namespace
}  // namespace neural_style::onednn
