// What an editor is told of a call.
#include "plugin/call.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "neural_style/error.hpp"
#include "plugin/memory_host.hpp"

namespace neural_style::plugin {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Ending = Outcome::Ending;

bool no_dialog(ui::Session& /*session*/, ui::Studio& /*studio*/, const ui::Original& /*original*/) {
  ADD_FAILURE() << "no dialog was expected";
  return false;
}

TEST(Call, GivesTheNewLayers) {
  MemoryHost host(gradient(24, 24));
  const Outcome outcome = call(RunMode::noninteractive, host, quick_choices, no_dialog);
  EXPECT_EQ(outcome.ending, Ending::success);
  EXPECT_THAT(outcome.layers, ElementsAre(101));
}

TEST(Call, TellsWrongArgumentsFromFailures) {
  MemoryHost host(gradient(24, 24));
  const auto wrong = []() -> ui::Choices { throw Error("No such preset."); };
  const Outcome called_wrongly = call(RunMode::noninteractive, host, wrong, no_dialog);
  EXPECT_EQ(called_wrongly.ending, Ending::wrong_arguments);
  EXPECT_EQ(called_wrongly.sentence, "No such preset.");
  host.source.indexed = true;
  const Outcome failed = call(RunMode::noninteractive, host, quick_choices, no_dialog);
  EXPECT_EQ(failed.ending, Ending::failure);
  EXPECT_THAT(failed.sentence, HasSubstr("indexed"));
  EXPECT_EQ(call(static_cast<RunMode>(7), host, quick_choices, no_dialog).ending, Ending::wrong_arguments);
}

TEST(Call, WithLastValuesNeedsSome) {
  MemoryHost host(gradient(24, 24));
  EXPECT_THAT(call(RunMode::with_last_values, host, quick_choices, no_dialog).sentence, HasSubstr("no last values"));
  host.save_last_choices(quick_choices());
  EXPECT_EQ(call(RunMode::with_last_values, host, quick_choices, no_dialog).ending, Ending::success);
}

TEST(Call, ADialogLeftIsNoFailure) {
  MemoryHost host(gradient(24, 24));
  const auto leave = [](ui::Session& /*session*/, ui::Studio& /*studio*/, const ui::Original& /*original*/) {
    return false;
  };
  EXPECT_EQ(call(RunMode::interactive, host, quick_choices, leave).ending, Ending::cancelled);
  EXPECT_THAT(host.layers, IsEmpty());
}

}  // namespace
}  // namespace neural_style::plugin
