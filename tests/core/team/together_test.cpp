// What fails in one of a team ends all of it, and one says why.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <mutex>
#include <string>
#include <vector>

#include "neural_style/team.hpp"
#include "support/temporary_folder.hpp"
#include "support/thread_team.hpp"
#include "team/state_files.hpp"

namespace neural_style {
namespace {

using testing::ElementsAre;

/// What each of three says where those of them fail.
std::vector<std::string> said(const std::vector<int>& failing) {
  std::vector<std::string> sentences(3, "went on");
  in_team(3, [&](Team& team) {
    try {
      together(team, [&] {
        if (std::ranges::find(failing, team.rank()) != failing.end()) {
          throw Error("Number " + std::to_string(team.rank()) + " cannot.");
        }
      });
    } catch (const TeamError& error) {
      sentences[static_cast<std::size_t>(team.rank())] = error.what();
    }
  });
  return sentences;
}

TEST(Together, AllGoOn) { EXPECT_THAT(said({}), ElementsAre("went on", "went on", "went on")); }

TEST(Together, OneSaysWhyAllEnd) {
  EXPECT_THAT(said({1}), ElementsAre("", "Number 1 cannot.", ""));
  EXPECT_THAT(said({1, 2}), ElementsAre("", "Number 1 cannot.", ""));
  EXPECT_THAT(said({0, 1, 2}), ElementsAre("Number 0 cannot.", "", ""));
}

TEST(StateFiles, OfOtherTeamsAreFound) {
  const TemporaryFolder folder;
  for (const char* const name : {"mural.0-of-2", "mural.1-of-2", "mural.0-of-3.next", "mural.jpg", "other.0-of-4"}) {
    write_text(folder / name, "");
  }
  EXPECT_THAT(states_of_other_teams(folder / "mural", 3),
              testing::UnorderedElementsAre(folder / "mural.0-of-2", folder / "mural.1-of-2"));
  EXPECT_THAT(states_of_other_teams(folder / "mural", 2), ElementsAre(folder / "mural.0-of-3.next"));
  EXPECT_TRUE(states_of_other_teams(folder / "nothing", 2).empty());
  write_text(folder / "mural", "");
  EXPECT_THAT(states_of_other_teams(folder / "mural", 2), testing::Contains(folder / "mural"));
}

}  // namespace
}  // namespace neural_style
