// The program neural-style on small pictures in a folder of their own.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "neural_style/image_file.hpp"
#include "support/pictures.hpp"
#include "support/run_program.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {

using Arguments = std::vector<std::string>;

/// The command line of neural-style with these arguments.
inline Arguments program(const Arguments& arguments) {
  Arguments line = {NEURAL_STYLE_PROGRAM};
  line.insert(line.end(), arguments.begin(), arguments.end());
  return line;
}

inline Outcome neural_style_program(const Arguments& arguments) { return run_program(program(arguments)); }

/// A folder with content.png and style.png; what the program is to write goes there too.
class ProgramTest : public testing::Test {
 protected:
  void SetUp() override {
    write_image(gradient(48, 36), path("content.png"));
    write_image(gradient(40, 64), path("style.png"));
  }

  [[nodiscard]] std::string path(std::string_view name) const { return (folder_ / name).string(); }

  /// stylize content.png style.png -o out.png with a few evaluations, and `more`. One thread: on pictures this small,
  /// more would only wait for each other.
  [[nodiscard]] Arguments stylize(const Arguments& more = {}) const {
    Arguments line = {"stylize",       path("content.png"), path("style.png"), "-o",
                      path("out.png"), "--evaluations=3",   "--scales=1",      "--threads=1"};
    line.insert(line.end(), more.begin(), more.end());
    return line;
  }

  /// Names of what is in the folder, hidden files too.
  [[nodiscard]] Arguments files() const {
    Arguments names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
      names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

 private:
  TemporaryFolder folder_;
};

/// The lines of a text.
inline Arguments lines_of(const std::string& text) {
  Arguments lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

/// Fails the test unless the program failed with one sentence, which it gives without "neural-style: ".
inline std::string sentence_of(const Outcome& outcome) {
  constexpr std::string_view name = "neural-style: ";
  EXPECT_EQ(outcome.code, 1) << outcome.errors;
  EXPECT_EQ(outcome.output, "");
  const Arguments lines = lines_of(outcome.errors);
  EXPECT_EQ(lines.size(), 1U) << outcome.errors;
  EXPECT_TRUE(outcome.errors.starts_with(name)) << outcome.errors;
  EXPECT_TRUE(outcome.errors.ends_with(".\n")) << outcome.errors;
  return lines.empty() ? std::string() : lines.front().substr(std::min(name.size(), lines.front().size()));
}

}  // namespace neural_style
