// Two programs that paint at once, as two GIMPs do: their threads soon sleep where they wait, which
// OpenMP tells of itself.
#include "program.hpp"

namespace neural_style {
namespace {

using testing::HasSubstr;
using testing::Not;

class ShareCores : public ProgramTest {
 protected:
  /// A painting on two threads, with that in its environment in place of what the tests have there.
  [[nodiscard]] Arguments painting(std::string_view output, const Arguments& environment = {}) const {
    Arguments line = {"/usr/bin/env", "--unset=OMP_WAIT_POLICY", "--unset=GOMP_SPINCOUNT"};
    line.insert(line.end(), environment.begin(), environment.end());
    const Arguments rest = program({"stylize", path("content.png"), path("style.png"), "-o", path(output),
                                    "--evaluations=3", "--scales=1", "--threads=2"});
    line.insert(line.end(), rest.begin(), rest.end());
    return line;
  }
};

TEST_F(ShareCores, ThreadsSoonSleepWhereTheyWait) {
  const Outcome outcome = run_program(painting("out.png", {"OMP_DISPLAY_ENV=verbose"}));
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.errors, HasSubstr("OMP_WAIT_POLICY = 'PASSIVE'"));
  EXPECT_THAT(outcome.errors, HasSubstr("GOMP_SPINCOUNT = '1000'"));
}

TEST_F(ShareCores, WhatTheUserHasSetStays) {
  const Outcome outcome = run_program(painting("out.png", {"OMP_DISPLAY_ENV=verbose", "OMP_WAIT_POLICY=active"}));
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.errors, HasSubstr("OMP_WAIT_POLICY = 'ACTIVE'"));
  EXPECT_THAT(outcome.errors, Not(HasSubstr("GOMP_SPINCOUNT = '1000'")));
}

TEST_F(ShareCores, TwoAtOncePaintWhatOnePaints) {
  ASSERT_EQ(run_program(painting("out.png")).code, 0);
  const std::string alone = file_text(path("out.png"));
  RunningProgram one(painting("one.png"));
  RunningProgram two(painting("two.png"));
  EXPECT_EQ(one.wait().code, 0);
  EXPECT_EQ(two.wait().code, 0);
  EXPECT_EQ(file_text(path("one.png")), alone);
  EXPECT_EQ(file_text(path("two.png")), alone);
}

}  // namespace
}  // namespace neural_style
