// The estimate of what is left, on machines made up.
#include "stylize/time_left.hpp"

#include <gtest/gtest.h>

namespace neural_style {
namespace {

const std::vector<ScaleEffort> scales = {{1, 100}, {4, 60}, {16, 40}, {64, 30}};

/// A machine whose evaluations take `fixed` and, for each unit of work, `share` seconds; a scale begins with
/// `beginning` seconds a unit of work.
struct Machine {
  double fixed = 0;
  double share = 0;
  double beginning = 0;

  [[nodiscard]] double evaluation(const ScaleEffort& scale) const { return fixed + share * scale.work; }
  [[nodiscard]] double whole(const ScaleEffort& scale) const {
    return beginning * scale.work + scale.evaluations * evaluation(scale);
  }

  void run(TimeLeft& left, const ScaleEffort& scale, int from, int to) const {
    for (int i = from; i <= to; ++i) {
      left.evaluated(beginning * scale.work + i * evaluation(scale));
    }
  }
  void run(TimeLeft& left, const ScaleEffort& scale) const {
    run(left, scale, 1, scale.evaluations);
    left.end_scale();
  }
};

TEST(TimeLeft, KnowsNothingBeforeTheSecondEvaluation) {
  TimeLeft left(scales);
  EXPECT_FALSE(left.seconds());
  left.evaluated(1);
  EXPECT_FALSE(left.seconds());
  left.evaluated(2);
  EXPECT_TRUE(left.seconds());
}

TEST(TimeLeft, OneScaleGivesItsPace) {
  const Machine machine = {0, 0.5, 0.2};
  TimeLeft left(scales);
  machine.run(left, scales[0], 1, 2);
  const double coming = machine.whole(scales[1]) + machine.whole(scales[2]) + machine.whole(scales[3]);
  EXPECT_NEAR(*left.seconds(), 98 * machine.evaluation(scales[0]) + coming, 1e-9);
  machine.run(left, scales[0], 3, 100);
  left.end_scale();
  EXPECT_NEAR(*left.seconds(), coming, 1e-9);
}

TEST(TimeLeft, TwoScalesGiveTheFixedPartToo) {
  const Machine machine = {3, 0.5, 0.2};
  TimeLeft left(scales);
  machine.run(left, scales[0]);
  EXPECT_GT(*left.seconds(), 2 * (machine.whole(scales[1]) + machine.whole(scales[2]) + machine.whole(scales[3])));
  machine.run(left, scales[1]);
  const double coming = machine.whole(scales[2]) + machine.whole(scales[3]);
  EXPECT_NEAR(*left.seconds(), coming, 0.05 * coming);
  machine.run(left, scales[2], 1, 20);
  EXPECT_NEAR(*left.seconds(), 20 * machine.evaluation(scales[2]) + machine.whole(scales[3]), 0.05 * coming);
}

TEST(TimeLeft, FallsWhileTheMachineKeepsItsPace) {
  const Machine machine = {0.1, 0.02, 0.02};
  TimeLeft left(scales);
  double before = 1e9;
  for (const ScaleEffort& scale : scales) {
    for (int i = 1; i <= scale.evaluations; ++i) {
      left.evaluated(machine.beginning * scale.work + i * machine.evaluation(scale));
      if (const auto seconds = left.seconds()) {
        EXPECT_LT(*seconds, before) << scale.work << ' ' << i;
        before = *seconds;
      }
    }
    left.end_scale();
    EXPECT_LE(*left.seconds(), before);
  }
  EXPECT_EQ(*left.seconds(), 0);
}

TEST(TimeLeft, AScaleThatEndsEarlyOwesNothing) {
  const Machine machine = {0, 0.5, 0};
  TimeLeft left(scales);
  machine.run(left, scales[0], 1, 10);
  left.end_scale();
  EXPECT_NEAR(*left.seconds(), machine.whole(scales[1]) + machine.whole(scales[2]) + machine.whole(scales[3]), 1e-9);
}

// One that was busy at the coarse scale, and then quicker at a finer one, has no line through both.
TEST(TimeLeft, StaysSaneOnABusyMachine) {
  TimeLeft left(scales);
  Machine{20, 0, 0}.run(left, scales[0]);
  const Machine quiet = {0, 0.5, 0};
  quiet.run(left, scales[1]);
  const double coming = quiet.whole(scales[2]) + quiet.whole(scales[3]);
  EXPECT_NEAR(*left.seconds(), coming, 2 * coming);
  EXPECT_GT(*left.seconds(), coming / 2);
}

}  // namespace
}  // namespace neural_style
