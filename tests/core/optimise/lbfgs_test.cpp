// L-BFGS on functions whose minimum is known.
#include "optimise/lbfgs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "optimise/dense_history.hpp"
#include "optimise/dense_space.hpp"
#include "optimise/half_history.hpp"

namespace neural_style {
namespace {

using Space = DenseSpace<double>;
using Vector = std::vector<double>;
using Dense = Lbfgs<Space, DenseHistory<double>>;
using Half = Lbfgs<Space, HalfHistory<double>>;

/// Rosenbrock's valley in two dimensions, minimum 0 at (1, 1).
double rosenbrock(const Vector& x, Vector& gradient) {
  const double a = 1 - x[0];
  const double b = x[1] - x[0] * x[0];
  gradient = {-2 * a - 400 * x[0] * b, 200 * b};
  return a * a + 100 * b * b;
}

/// Σ c_i (x_i - 1)²/2 with c from 1 to `condition`.
auto quadratic(std::size_t size, double condition) {
  return [=](const Vector& x, Vector& gradient) {
    double value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const double c = std::pow(condition, static_cast<double>(i) / static_cast<double>(size - 1));
      gradient[i] = c * (x[i] - 1);
      value += c * (x[i] - 1) * (x[i] - 1) / 2;
    }
    return value;
  };
}

TEST(Lbfgs, FindsTheFloorOfRosenbrocksValley) {
  Problem<Space> problem;
  problem.evaluate = rosenbrock;
  Vector x = {-1.2, 1};
  Dense(problem, {.first_change = 0.1}).minimise(x, 120);
  EXPECT_NEAR(x[0], 1, 1e-5);
  EXPECT_NEAR(x[1], 1, 1e-5);
}

TEST(Lbfgs, SolvesAnIllConditionedQuadratic) {
  Problem<Space> problem;
  problem.evaluate = quadratic(50, 1e5);
  Vector x(50, -3);
  Dense(problem, {}).minimise(x, 2400);
  Vector gradient(50);
  EXPECT_LT(problem.evaluate(x, gradient), 1e-8);
}

TEST(Lbfgs, FindsTheFloorWithAHistoryInFloat16) {
  Problem<Space> problem;
  problem.evaluate = rosenbrock;
  Vector x = {-1.2, 1};
  Half(problem, {.first_change = 0.1}).minimise(x, 120);
  EXPECT_NEAR(x[0], 1, 1e-5);
  EXPECT_NEAR(x[1], 1, 1e-5);
}

TEST(Lbfgs, SolvesAnIllConditionedQuadraticWithAHistoryInFloat16) {
  Problem<Space> problem;
  problem.evaluate = quadratic(50, 1e5);
  Vector gradient(50);
  Vector start(50, -3);
  const double before = problem.evaluate(start, gradient);
  Vector x = start;
  Half(problem, {}).minimise(x, 2400);
  EXPECT_LT(problem.evaluate(x, gradient), 1e-8);
  Vector few = start;
  Half(problem, {.history = 4}).minimise(few, 200);
  EXPECT_LT(problem.evaluate(few, gradient), 1e-4 * before);
}

// What an exception from an evaluation leaves is the best point so far.
TEST(Lbfgs, KeepsTheLastAcceptedPointWhenItIsInterrupted) {
  struct Enough {};
  Problem<Space> problem;
  int spent = 0;
  problem.evaluate = [&](const Vector& x, Vector& gradient) {
    if (++spent > 20) {
      throw Enough{};
    }
    return rosenbrock(x, gradient);
  };
  Vector accepted;
  problem.accepted = [&](const Vector& x, double) { accepted = x; };
  Vector x = {-1.2, 1};
  EXPECT_THROW(Dense(problem, {.first_change = 5}).minimise(x, 100), Enough);
  EXPECT_EQ(x, accepted);
}

// A quadratic in as many unknowns as there are pairs: exact after few steps where steepest descent needs thousands.
TEST(Lbfgs, UsesItsHistory) {
  Problem<Space> problem;
  problem.evaluate = quadratic(10, 1e3);
  Vector gradient(10);
  const auto value_with = [&](std::size_t history) {
    Vector x(10, -3);
    Dense(problem, {.history = history}).minimise(x, 80);
    return problem.evaluate(x, gradient);
  };
  EXPECT_LT(value_with(15), 1e-6 * value_with(1));
}

TEST(Lbfgs, NeverAcceptsAWorsePoint) {
  Problem<Space> problem;
  problem.evaluate = rosenbrock;
  Vector values;
  problem.accepted = [&](const Vector&, double value) { values.push_back(value); };
  Vector x = {-1.2, 1};
  Dense(problem, {.first_change = 5}).minimise(x, 60);
  ASSERT_GT(values.size(), 10U);
  EXPECT_TRUE(std::ranges::is_sorted(values, std::greater<>()));
}

TEST(Lbfgs, SpendsNoMoreEvaluationsThanItMay) {
  for (int limit = 1; limit < 30; ++limit) {
    int spent = 0;
    Problem<Space> problem;
    problem.evaluate = [&](const Vector& x, Vector& gradient) {
      ++spent;
      return rosenbrock(x, gradient);
    };
    Vector x = {-1.2, 1};
    Dense(problem, {.first_change = 5}).minimise(x, limit);
    EXPECT_EQ(spent, limit);
  }
}

TEST(Lbfgs, StaysInsideTheBox) {
  Problem<Space> problem;
  problem.evaluate = quadratic(8, 100);
  problem.project = [](Vector& x) {
    for (double& value : x) {
      value = std::clamp(value, -4.0, 0.5);
    }
  };
  problem.accepted = [](const Vector& x, double) {
    for (const double value : x) {
      EXPECT_LE(value, 0.5);
    }
  };
  Vector x(8, -3);
  Dense(problem, {}).minimise(x, 100);
  for (const double value : x) {
    EXPECT_NEAR(value, 0.5, 1e-6);  // the minimum, 1, lies outside
  }
}

TEST(Lbfgs, StepsBackFromWhereTheFunctionIsNoNumber) {
  Problem<Space> problem;
  problem.evaluate = [](const Vector& x, Vector& gradient) {
    gradient = {1 - 1 / x[0]};
    return x[0] > 0 ? x[0] - std::log(x[0]) : std::numeric_limits<double>::quiet_NaN();
  };
  Vector x = {3};
  Dense(problem, {.first_change = 10}).minimise(x, 60);
  EXPECT_NEAR(x[0], 1, 1e-6);
}

TEST(Lbfgs, EndsWhereNothingIsLeftToGain) {
  Problem<Space> problem;
  problem.evaluate = [](const Vector&, Vector& gradient) {
    gradient = {0};
    return 1.0;
  };
  Vector x = {3};
  EXPECT_EQ(Dense(problem, {}).minimise(x, 1000), LbfgsEnd::no_progress);
  EXPECT_EQ(x[0], 3);
}

TEST(Lbfgs, EndsWhereTenStepsLeadNowhere) {
  Problem<Space> problem;
  int evaluations = 0;
  problem.evaluate = [&](const Vector& x, Vector& gradient) {
    ++evaluations;
    return quadratic(50, 1e3)(x, gradient);
  };
  std::vector<Vector> way;
  problem.accepted = [&](const Vector& x, double) { way.push_back(x); };
  constexpr double still = 1e-2;
  Vector x(50, -3);
  ASSERT_EQ(Dense(problem, {.still = still}).minimise(x, 100000), LbfgsEnd::still);
  const auto steps_from = [&](std::size_t first) {
    double length = 0;
    for (std::size_t i = first; i < first + 10; ++i) {
      double squared = 0;
      for (std::size_t j = 0; j < x.size(); ++j) {
        squared += (way[i + 1][j] - way[i][j]) * (way[i + 1][j] - way[i][j]);
      }
      length += std::sqrt(squared);
    }
    return length;
  };
  ASSERT_GT(way.size(), 12U);
  EXPECT_LT(steps_from(way.size() - 11), still);
  EXPECT_GE(steps_from(way.size() - 12), still);
  EXPECT_EQ(x, way.back());
}

}  // namespace
}  // namespace neural_style
