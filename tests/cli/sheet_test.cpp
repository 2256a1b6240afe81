// A contact sheet is made of what `stylize` paints.
#include <csignal>
#include <filesystem>

#include "program.hpp"

namespace neural_style {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr int side = 64;
constexpr int gap = 8;
constexpr int words = 26;

/// The sheet's cell of that row and column, without the words above it.
Image cell_of(const Image& sheet, int row, int column) {
  return cropped(sheet, gap + column * (side + gap), gap + row * (side + words + gap) + words, side, side);
}

/// The picture in the middle of white paper.
Image on_paper(const Image& picture) {
  Image paper = constant(side, side, 1, 1, 1);
  paste(picture, (side - picture.width()) / 2, (side - picture.height()) / 2, paper);
  return paper;
}

class Sheet : public ProgramTest {
 protected:
  void SetUp() override {
    write_image(gradient(side, 48), path("content.png"));
    write_image(gradient(40, side), path("style.png"));
    write_image(gradient(50, side), path("other.png"));
  }

  [[nodiscard]] Arguments sheet(const Arguments& more = {}) const {
    Arguments line = {"sheet",
                      path("content.png"),
                      path("style.png"),
                      path("other.png"),
                      "-o",
                      path("sheet.png"),
                      "--cell=64",
                      "--presets=colors,oil",
                      "--settings",
                      "evaluations=3 coarse_evaluations=2 threads=1"};
    line.insert(line.end(), more.begin(), more.end());
    return line;
  }

  /// What `stylize` paints in that manner.
  [[nodiscard]] Image painting(const std::string& style, const std::string& preset) const {
    const Outcome outcome =
        neural_style_program({"stylize", path("content.png"), path(style), "-o", path("out.png"), "--preset=" + preset,
                              "--size=64", "--evaluations=3", "--coarse-evaluations=2", "--threads=1"});
    EXPECT_EQ(outcome.code, 0) << outcome.errors;
    return read_image(path("out.png"));
  }
};

TEST_F(Sheet, HasEveryPresetWithEveryStyle) {
  const Outcome outcome = neural_style_program(sheet({"--pictures", path("pictures")}));
  ASSERT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_EQ(outcome.output, path("sheet.png") + ": 2 presets, 2 styles\n");
  const Image whole = read_image(path("sheet.png"));
  EXPECT_EQ(whole.width(), 4 * (side + gap) + gap);
  EXPECT_EQ(whole.height(), 2 * (side + words + gap) + gap);

  constexpr float half_a_level = 0.5F / 255;
  int row = 0;
  for (const char* const style : {"style.png", "other.png"}) {
    SCOPED_TRACE(style);
    EXPECT_LT(largest_difference(cell_of(whole, row, 0), on_paper(read_image(path("content.png")))), half_a_level);
    EXPECT_LT(largest_difference(cell_of(whole, row, 1), on_paper(read_image(path(style)))), half_a_level);
    EXPECT_LT(largest_difference(cell_of(whole, row, 2), on_paper(painting(style, "colors"))), half_a_level);
    EXPECT_LT(largest_difference(cell_of(whole, row, 3), on_paper(painting(style, "oil"))), half_a_level);
    ++row;
  }
  EXPECT_GT(largest_difference(cell_of(whole, 0, 2), cell_of(whole, 0, 3)), 0.02F);

  for (const char* const name : {"colors-style.jpg", "oil-style.jpg", "colors-other.jpg", "oil-other.jpg"}) {
    EXPECT_EQ(read_image(path("pictures") + "/" + name).height(), 48) << name;
  }
}

TEST_F(Sheet, WhatIsWrongIsSaid) {
  const Outcome unknown = neural_style_program(sheet({"--presets=nosuchlook"}));
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.errors, HasSubstr("nosuchlook"));
  EXPECT_EQ(neural_style_program(sheet({"--cell=20"})).code, 2);

  write_text(path("other.png"), "no picture");
  EXPECT_THAT(sentence_of(neural_style_program(sheet())), HasSubstr("other.png"));
  EXPECT_THAT(files(), ElementsAre("content.png", "other.png", "style.png"));
}

TEST_F(Sheet, StoppedItWritesNone) {
  RunningProgram running(program(sheet({"--pictures", path("pictures")})));
  ASSERT_TRUE(running.wait_until([&] { return std::filesystem::exists(path("pictures") + "/colors-style.jpg"); }))
      << running.errors();
  running.signal(SIGINT);
  const Outcome outcome = running.wait();
  EXPECT_EQ(outcome.code, 130);
  EXPECT_THAT(outcome.errors, HasSubstr("Stopped before the sheet was whole; it was not written."));
  EXPECT_THAT(files(), ElementsAre("content.png", "other.png", "pictures", "style.png"));
}

}  // namespace
}  // namespace neural_style
