// Progress: lines in a file, a bar on a terminal.
#include "program.hpp"
#include "terminal.hpp"

namespace neural_style {
namespace {

using testing::HasSubstr;

class ProgressShown : public ProgramTest {};

TEST_F(ProgressShown, InAFileAsSomeLines) {
  const Outcome outcome = neural_style_program(stylize({"--evaluations=100", "--size=32", "--optimizer=adam"}));
  ASSERT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_THAT(outcome.errors, testing::Not(HasSubstr("\x1b")));
  const std::size_t lines = lines_of(outcome.errors).size();
  EXPECT_GE(lines, 20U);
  EXPECT_LE(lines, 25U) << "one for each 5 %, not for each evaluation";
  EXPECT_THAT(outcome.errors, testing::AllOf(HasSubstr("  5 %  32 x 24, evaluation 5 of 100"), HasSubstr(" left\n")));
}

TEST_F(ProgressShown, OnATerminalAsABar) {
  Terminal terminal(60);
  RunningProgram running(program(stylize()), terminal.name());
  const Outcome outcome = running.wait();
  const std::string& shown = terminal.shown();
  EXPECT_EQ(outcome.code, 0) << shown;
  EXPECT_THAT(shown, HasSubstr("\r[........................]   0 %  48 x 36, evaluation 0"));
  EXPECT_THAT(shown, testing::Not(HasSubstr("evaluation 0 of 3]")));
  EXPECT_THAT(shown, HasSubstr("\r\x1b[K")) << "the bar makes way for what stays";
  EXPECT_THAT(outcome.output, HasSubstr("48x36 pixels, 3 evaluations"));
}

}  // namespace
}  // namespace neural_style
