// What an optimiser is given to minimise.
#pragma once

#include <functional>

namespace neural_style {

template <class Space>
struct Problem {
  using Vector = typename Space::Vector;

  /// The function at x; writes its gradient (of x's length). May throw to end the run.
  std::function<double(const Vector& x, Vector& gradient)> evaluate;

  /// Moves x to the nearest point that is allowed; empty: all points are.
  std::function<void(Vector& x)> project;

  /// Told every accepted point, the starting point first; empty: nobody listens.
  std::function<void(const Vector& x, double value)> accepted;

  /// Where the vectors are a part of longer ones, whose others move alike elsewhere: of a part's sum the whole's;
  /// empty: they are all there is.
  std::function<double(double part)> whole_sum;

  /// Called before each step but the first, where x and what exchange() of the optimiser passes on are all that there
  /// is to know; empty: nobody wants to keep it.
  std::function<void()> resting;
};

}  // namespace neural_style
