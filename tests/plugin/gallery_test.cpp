// The styles that a dialog offers, and how they are kept.
#include "ui/gallery.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "support/temporary_folder.hpp"
#include "ui/shipped_styles.hpp"

namespace neural_style::ui {
namespace {

namespace fs = std::filesystem;
using Group = Style::Group;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::Field;
using ::testing::IsEmpty;

class Galleries : public ::testing::Test {
 protected:
  Galleries() {
    fs::create_directories(pictures);
    for (const char* const name : {"wave.png", "street.png"}) {
      shipped.push_back({picture(name), "Title", "Painter", Group::shipped});
    }
  }

  /// A file that is there.
  [[nodiscard]] fs::path picture(const std::string& name) const {
    write_text(pictures / name, "");
    return pictures / name;
  }

  [[nodiscard]] Gallery open() const { return {memory, shipped}; }

  static std::vector<fs::path> files(const Gallery& gallery, Group group) {
    std::vector<fs::path> found;
    for (const Style& style : gallery.styles()) {
      if (style.group == group) {
        found.push_back(style.file);
      }
    }
    return found;
  }

  TemporaryFolder folder;
  fs::path pictures = folder / "pictures";
  fs::path memory = folder / "gallery.json";
  std::vector<Style> shipped;
};

TEST_F(Galleries, BeginWithWhatIsShipped) {
  EXPECT_EQ(open().styles(), shipped);
  EXPECT_FALSE(fs::exists(memory));
}

TEST_F(Galleries, ShowFavouritesThenRecentOnesThenTheShipped) {
  Gallery gallery = open();
  gallery.used(picture("old.png"));
  gallery.used(picture("new.png"));
  gallery.set_favourite(picture("liked.png"), true);
  gallery.set_favourite(picture("liked too.png"), true);
  const std::vector<Style> expected = {{pictures / "liked.png", "liked", "", Group::favourite},
                                       {pictures / "liked too.png", "liked too", "", Group::favourite},
                                       {pictures / "new.png", "new", "", Group::recent},
                                       {pictures / "old.png", "old", "", Group::recent},
                                       shipped[0],
                                       shipped[1]};
  EXPECT_EQ(gallery.styles(), expected);
  EXPECT_EQ(open().styles(), expected);
}

TEST_F(Galleries, ShowEachOnce) {
  Gallery gallery = open();
  gallery.used(picture("a.png"));
  gallery.used(picture("b.png"));
  gallery.used(pictures / "." / "none" / ".." / "a.png");
  gallery.used(shipped[1].file);
  gallery.set_favourite(picture("b.png"), true);
  gallery.open(picture("b.png"));
  const std::vector<Style> styles = gallery.styles();
  EXPECT_EQ(styles, (std::vector<Style>{{pictures / "b.png", "b", "", Group::favourite},
                                        {shipped[1].file, "Title", "Painter", Group::recent},
                                        {pictures / "a.png", "a", "", Group::recent},
                                        shipped[0]}));
}

TEST_F(Galleries, ForgetWhatIsRemoved) {
  Gallery gallery = open();
  gallery.used(picture("a.png"));
  gallery.set_favourite(picture("b.png"), true);
  gallery.used(shipped[0].file);
  gallery.open(picture("c.png"));
  for (const fs::path& file : {picture("a.png"), picture("b.png"), picture("c.png"), shipped[0].file}) {
    gallery.remove(file);
  }
  EXPECT_EQ(gallery.styles(), shipped);
  EXPECT_EQ(open().styles(), shipped);
}

TEST_F(Galleries, KeepAmongTheRecentWhatIsNoFavouriteAnyMore) {
  Gallery gallery = open();
  gallery.used(picture("b.png"));
  gallery.set_favourite(picture("a.png"), true);
  gallery.set_favourite(picture("a.png"), false);
  EXPECT_THAT(files(open(), Group::favourite), IsEmpty());
  EXPECT_THAT(files(open(), Group::recent), ElementsAre(pictures / "a.png", pictures / "b.png"));
  gallery.set_favourite(picture("b.png"), true);
  gallery.set_favourite(picture("b.png"), false);
  EXPECT_THAT(files(open(), Group::recent), ElementsAre(pictures / "a.png", pictures / "b.png"));
}

TEST_F(Galleries, KeepWhatHasPaintedAndNotWhatWasOnlyOpened) {
  Gallery gallery = open();
  gallery.used(picture("painted.png"));
  gallery.open(picture("opened.png"));
  EXPECT_THAT(files(gallery, Group::recent), ElementsAre(pictures / "opened.png", pictures / "painted.png"));
  EXPECT_THAT(files(open(), Group::recent), ElementsAre(pictures / "painted.png"));
  gallery.used(picture("opened.png"));
  EXPECT_THAT(files(open(), Group::recent), ElementsAre(pictures / "opened.png", pictures / "painted.png"));
}

TEST_F(Galleries, LeaveWhatIsShownAtItsPlaceWhenItIsOpened) {
  Gallery gallery = open();
  gallery.used(picture("a.png"));
  gallery.used(picture("b.png"));
  const std::vector<Style> before = gallery.styles();
  for (const fs::path& file : {pictures / "a.png", shipped[1].file}) {
    gallery.open(file);
    EXPECT_EQ(gallery.styles(), before);
  }
}

TEST_F(Galleries, ShowANumberOfRecentOnes) {
  Gallery gallery = open();
  std::vector<fs::path> expected;
  for (int i = 0; i < 60; ++i) {
    const fs::path file = picture(std::to_string(i) + ".png");
    gallery.used(file);
    expected.insert(expected.begin(), file);
  }
  expected.resize(Gallery::recent_shown);
  EXPECT_THAT(files(gallery, Group::recent), ElementsAreArray(expected));
  EXPECT_LT(fs::file_size(memory), 60 * (pictures.string().size() + 30));  // it does not grow for ever
}

TEST_F(Galleries, HideFilesThatAreAwayUntilTheyComeBack) {
  Gallery gallery = open();
  gallery.used(picture("a.png"));
  gallery.used(picture("b.png"));
  gallery.set_favourite(picture("c.png"), true);
  fs::rename(pictures, folder / "away");
  EXPECT_THAT(open().styles(), IsEmpty());
  Gallery meanwhile = open();
  write_text(folder / "d.png", "");
  meanwhile.used(folder / "d.png");
  fs::rename(folder / "away", pictures);
  EXPECT_THAT(files(open(), Group::favourite), ElementsAre(pictures / "c.png"));
  EXPECT_THAT(files(open(), Group::recent), ElementsAre(folder / "d.png", pictures / "b.png", pictures / "a.png"));
}

TEST_F(Galleries, ShowNoFolders) {
  Gallery gallery = open();
  gallery.open(pictures);
  EXPECT_EQ(gallery.styles(), shipped);
}

TEST_F(Galleries, KeepNamesOfAnyBytes) {
  Gallery gallery = open();
  const std::string bytes = "\xff\xfe \"%41\\\n\xc3\xbc";
  gallery.used(picture(bytes + ".png"));
  EXPECT_THAT(open().styles(),
              ElementsAre(Style{pictures / (bytes + ".png"), bytes, "", Group::recent}, shipped[0], shipped[1]));
}

TEST_F(Galleries, HeedWhatAnotherProgramHasChangedMeanwhile) {
  Gallery one = open();
  Gallery other = open();
  one.used(picture("one.png"));
  other.used(picture("other.png"));
  one.set_favourite(picture("liked.png"), true);
  EXPECT_THAT(files(open(), Group::favourite), ElementsAre(pictures / "liked.png"));
  EXPECT_THAT(files(open(), Group::recent), ElementsAre(pictures / "other.png", pictures / "one.png"));
  EXPECT_EQ(one.styles(), open().styles());
}

TEST_F(Galleries, BeginAgainWhereTheFileIsDamaged) {
  for (const char* const text :
       {"", "{", "[]", "null", R"({"version": 1})", R"({"version": "1", "favourites": [], "recent": []})",
        R"({"version": 1, "favourites": [], "recent": [7]})", "\xff",
        R"({"version": 1, "favourites": ["/not an address"], "recent": []})"}) {
    write_text(memory, text);
    Gallery gallery = open();
    EXPECT_EQ(gallery.styles(), shipped) << text;
    gallery.used(picture("a.png"));
    EXPECT_THAT(files(open(), Group::recent), ElementsAre(pictures / "a.png")) << text;
  }
}

TEST_F(Galleries, LeaveTheFileOfALaterVersionAlone) {
  for (const char* const text : {R"({"version": 2, "recent": {"what": "ever"}})", R"({"version": 1e36})"}) {
    write_text(memory, text);
    Gallery gallery = open();
    gallery.used(picture("a.png"));
    gallery.used(picture("b.png"));
    EXPECT_THAT(files(gallery, Group::recent), ElementsAre(pictures / "b.png", pictures / "a.png"));
    EXPECT_EQ(file_text(memory), text);
  }
}

TEST_F(Galleries, LeaveNothingBesideTheirFile) {
  Gallery gallery = open();
  gallery.used(picture("a.png"));
  fs::remove(memory);
  fs::create_directories(memory / "in the way");
  gallery.used(picture("b.png"));
  std::vector<fs::path> left;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder.path())) {
    left.push_back(entry.path());
  }
  EXPECT_THAT(left, ::testing::UnorderedElementsAre(pictures, memory));
}

TEST(ShippedStyles, AreWhereTheyWereBuiltWithTheirSources) {
  const std::vector<Style> styles = shipped_styles();
  EXPECT_THAT(styles, ::testing::SizeIs(::testing::Ge(2U)));
  const std::string sources = file_text(styles.front().file.parent_path() / "README.md");
  for (const Style& style : styles) {
    EXPECT_TRUE(fs::is_regular_file(style.file)) << style.file;
    EXPECT_THAT(style, AllOf(Field(&Style::title, ::testing::Not(IsEmpty())),
                             Field(&Style::painter, ::testing::Not(IsEmpty()))));
    EXPECT_THAT(sources, ::testing::HasSubstr("| " + style.file.filename().string() + " |"));
  }
}

}  // namespace
}  // namespace neural_style::ui
