// Adam against steps worked out by hand.
#include "optimise/adam.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "optimise/dense_space.hpp"

namespace neural_style {
namespace {

using Space = DenseSpace<double>;

TEST(Adam, FirstStepIsTheLearningRateAgainstTheGradientsSign) {
  Problem<Space> problem;
  problem.evaluate = [](const std::vector<double>&, std::vector<double>& gradient) {
    gradient = {4, -0.25};
    return 0.0;
  };
  std::vector<double> x = {1, 1};
  Adam<Space>(problem, {.learning_rate = 0.5, .epsilon = 0}).minimise(x, 1);
  EXPECT_DOUBLE_EQ(x[0], 0.5);
  EXPECT_DOUBLE_EQ(x[1], 1.5);
}

// f = x²/2 from x = 1, rate 0.1. By hand: g1 = 1, x1 = 1 - 0.1 = 0.9. g2 = 0.9,
// m = 0.9·0.1 + 0.1·0.9 = 0.18, v = 0.999·0.001 + 0.001·0.81 = 0.001809,
// x2 = 0.9 - 0.1·(0.18/0.19)/sqrt(0.001809/0.001999).
TEST(Adam, SecondStepAsWorkedOutByHand) {
  Problem<Space> problem;
  problem.evaluate = [](const std::vector<double>& x, std::vector<double>& gradient) {
    gradient = x;
    return x[0] * x[0] / 2;
  };
  std::vector<double> x = {1};
  Adam<Space>(problem, {.learning_rate = 0.1, .epsilon = 0}).minimise(x, 2);
  EXPECT_NEAR(x[0], 0.9 - 0.1 * (0.18 / 0.19) / std::sqrt(0.001809 / 0.001999), 1e-12);
}

TEST(Adam, TellsEveryPointBeforeItsStep) {
  Problem<Space> problem;
  std::vector<double> values;
  problem.evaluate = [](const std::vector<double>& x, std::vector<double>& gradient) {
    gradient = x;
    return x[0] * x[0] / 2;
  };
  problem.accepted = [&](const std::vector<double>&, double value) { values.push_back(value); };
  std::vector<double> x = {2};
  Adam<Space>(problem, {.learning_rate = 0.1}).minimise(x, 3);
  ASSERT_EQ(values.size(), 3U);
  EXPECT_DOUBLE_EQ(values[0], 2);
  EXPECT_LT(values[2], values[1]);
}

}  // namespace
}  // namespace neural_style
