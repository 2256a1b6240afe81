// The optimisers on tensors go the same way as on plain memory.
#include "optimise/tensor_space.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "optimise/adam.hpp"
#include "optimise/dense_history.hpp"
#include "optimise/dense_space.hpp"
#include "optimise/half_history.hpp"
#include "optimise/lbfgs.hpp"

namespace neural_style {
namespace {

using Vector = std::vector<float>;
using Dense = DenseSpace<float>;

/// More than one number a dimension of a picture, so that tensors are not flat.
constexpr std::size_t size = std::size_t{3} * 4 * 5;

double valley(const float* x, float* gradient) {
  double value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const double steep = 1 + static_cast<double>(i % 7);
    const double off = static_cast<double>(x[i]) - std::sin(static_cast<double>(i));
    gradient[i] = static_cast<float>(steep * off + off * off * off);
    value += steep * off * off / 2 + off * off * off * off / 4;
  }
  return value;
}

Problem<Dense> dense_problem() {
  Problem<Dense> problem;
  problem.evaluate = [](const Vector& x, Vector& gradient) { return valley(x.data(), gradient.data()); };
  return problem;
}

Problem<TensorSpace> tensor_problem() {
  Problem<TensorSpace> problem;
  problem.evaluate = [](const at::Tensor& x, at::Tensor& gradient) {
    return valley(x.data_ptr<float>(), gradient.data_ptr<float>());
  };
  return problem;
}

at::Tensor start() { return at::full({1, 3, 4, 5}, 5, at::TensorOptions().dtype(at::kFloat)); }

void expect_same(const Vector& dense, const at::Tensor& tensor, float within) {
  for (std::size_t i = 0; i < size; ++i) {
    EXPECT_NEAR(dense[i], tensor.data_ptr<float>()[i], within) << i;
  }
}

TEST(TensorSpace, LbfgsGoesTheSameWay) {
  for (const int evaluations : {1, 2, 6, 40}) {
    Vector dense(size, 5);
    Lbfgs<Dense, DenseHistory<float>>(dense_problem(), {.first_change = 0.5}).minimise(dense, evaluations);
    at::Tensor tensor = start();
    Lbfgs<TensorSpace, TensorHistory<at::kFloat>>(tensor_problem(), {.first_change = 0.5})
        .minimise(tensor, evaluations);
    expect_same(dense, tensor, 1e-4F);
  }
}

TEST(TensorSpace, LbfgsGoesTheSameWayWithAHistoryInFloat16) {
  for (const int evaluations : {2, 6, 40}) {
    Vector dense(size, 5);
    Lbfgs<Dense, HalfHistory<float>>(dense_problem(), {.first_change = 0.5}).minimise(dense, evaluations);
    at::Tensor tensor = start();
    Lbfgs<TensorSpace, TensorHistory<at::kHalf>>(tensor_problem(), {.first_change = 0.5}).minimise(tensor, evaluations);
    expect_same(dense, tensor, 1e-3F);
  }
}

TEST(TensorSpace, AdamGoesTheSameWay) {
  Vector dense(size, 5);
  Adam<Dense>(dense_problem(), {.learning_rate = 0.1}).minimise(dense, 50);
  at::Tensor tensor = start();
  Adam<TensorSpace>(tensor_problem(), {.learning_rate = 0.1}).minimise(tensor, 50);
  expect_same(dense, tensor, 1e-4F);
}

TEST(TensorSpace, SumsAreInDouble) {
  // In float32 the ones are lost beside the large number.
  at::Tensor x = at::ones({1, 1, 1, 1001}, at::TensorOptions().dtype(at::kFloat));
  x.view(-1)[0] = 1e5;
  EXPECT_EQ(TensorSpace::dot(x, x), 1e10 + 1000);
  EXPECT_DOUBLE_EQ(TensorSpace::sum_of_magnitudes(-x), 1e5 + 1000);
}

}  // namespace
}  // namespace neural_style
