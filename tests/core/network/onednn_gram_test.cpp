// Gram matrices and the products of their gradient as oneDNN computes them, against float64.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include "network/onednn/gram.hpp"
#include "network/onednn/has_bfloat16.hpp"

namespace neural_style::onednn {
namespace {

template <class Number>
Rectangle<Number> rectangle(const at::Tensor& features) {
  return {features.data_ptr<Number>(), features.stride(2), static_cast<int>(features.size(2)),
          static_cast<int>(features.size(3)), static_cast<int>(features.size(1))};
}

at::Tensor rows_of(const at::Tensor& features) {
  return features.to(at::kDouble).permute({0, 2, 3, 1}).reshape({-1, features.size(1)});
}

double relative_error(const at::Tensor& found, const at::Tensor& expected) {
  return ((found.to(at::kDouble) - expected).norm() / expected.norm()).item<double>();
}

struct Part {
  int top;
  int left;
  int bottom;
  int right;
};

/// The whole, parts of it, and one position; with weights and without.
template <class Number>
void compare(double bound, double weighted_bound, double product_bound) {
  constexpr at::ScalarType type = c10::CppTypeToScalarType<Number>::value;
  Gram<Number> gram;
  at::manual_seed(8);
  for (const std::int64_t channels : {64, 128, 256, 512}) {
    const at::Tensor features =
        at::randn({1, channels, 67, 141}).relu().to(type).contiguous(at::MemoryFormat::ChannelsLast);
    const at::Tensor weight = at::rand({1, 1, 67, 141});
    const at::Tensor half = at::randn({channels, channels});
    const at::Tensor matrix = (half + half.t()).to(type);
    for (const Part& part : {Part{0, 0, 67, 141}, {3, 5, 31, 141}, {66, 140, 67, 141}, {0, 0, 2, 141}}) {
      const auto cut = [&](const at::Tensor& of) {
        return of.slice(2, part.top, part.bottom).slice(3, part.left, part.right);
      };
      for (const bool weighted : {false, true}) {
        SCOPED_TRACE(std::to_string(channels) + " channels from row " + std::to_string(part.top));
        const at::Tensor seen = cut(features);
        const at::Tensor counts = cut(weight);
        const cpu::Weights weights =
            weighted ? cpu::Weights{counts.data_ptr<float>(), counts.stride(2)} : cpu::Weights{};
        const at::Tensor rows = rows_of(seen);
        const at::Tensor scaled = weighted ? rows * counts.to(at::kDouble).reshape({-1, 1}) : rows;

        const double* const sums = gram.sums(rectangle<Number>(seen), weights);
        const at::Tensor found = at::empty({channels, channels}, at::kDouble);
        std::copy_n(sums, channels * channels, found.data_ptr<double>());
        EXPECT_LT(relative_error(found, at::mm(rows.t(), scaled)), weighted ? weighted_bound : bound);

        const at::Tensor gradient = at::ones_like(features);
        gram.add_product(rectangle<Number>(seen), weights, matrix.data_ptr<Number>(), rectangle<Number>(cut(gradient)));
        const at::Tensor expected = at::ones_like(gradient, at::kDouble);
        cut(expected).add_(at::mm(scaled, matrix.to(at::kDouble))
                               .reshape({1, seen.size(2), seen.size(3), channels})
                               .permute({0, 3, 1, 2}));
        EXPECT_LT(relative_error(gradient, expected), product_bound);
      }
    }
  }
}

TEST(OnednnGram, MatchesFloat64InFloat32) { compare<float>(1e-6, 1e-6, 1e-6); }

TEST(OnednnGram, MatchesFloat64InFloat32OnOneThread) {
  const int before = at::get_num_threads();
  at::set_num_threads(1);
  compare<float>(1e-6, 1e-6, 1e-6);
  at::set_num_threads(before);
}

/// The products are exact and added up in float32; weights round the features once more, the gradient is rounded.
TEST(OnednnGram, MatchesFloat64InBfloat16) {
  if (!has_bfloat16()) {
    GTEST_SKIP() << "oneDNN has no bfloat16 on this processor";
  }
  compare<c10::BFloat16>(1e-5, 4e-3, 4e-3);
}

}  // namespace
}  // namespace neural_style::onednn
