// Presets in files.
#include "neural_style/preset_file.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <string>

#include "support/error_text.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class PresetFile : public testing::Test {
 protected:
  [[nodiscard]] fs::path file(const std::string& text) const {
    write_text(file_, text);
    return file_;
  }
  [[nodiscard]] std::string refusal(const std::string& text) const {
    return error_text([&] { read_preset(file(text)); });
  }

  const TemporaryFolder folder_;
  const fs::path file_ = folder_ / "soft.json";
};

TEST_F(PresetFile, ReadsWhatWasWritten) {
  SavedPreset written{"tutorial", preset("tutorial").settings};
  set_settings(written.settings, "strength=0.7 color=original size=640x480 style_layers=conv3_1:2.5");
  write_preset(file_, written);
  EXPECT_EQ(read_preset(file_), (SavedPreset{"tutorial", [&] {
                                               Settings look = written.settings;
                                               look.precision = preset("tutorial").settings.precision;
                                               return look;
                                             }()}));
}

TEST_F(PresetFile, LeavesTheMachineOut) {
  SavedPreset written;
  set_settings(written.settings, "threads=3 memory_limit=999 precision=bfloat16 device=cpu seed=5");
  write_preset(file_, written);
  for (const char* const machine : {"threads", "memory_limit", "precision", "device"}) {
    EXPECT_THAT(file_text(file_), Not(HasSubstr(machine)));
  }
  Settings look;
  look.seed = 5;
  EXPECT_EQ(read_preset(file_).settings, look);
}

TEST_F(PresetFile, NumbersAndTextsAreTakenAndTheRestIsTheBases) {
  const SavedPreset found = read_preset(
      file(R"({"format": "neural-style preset", "version": 1, "settings": {"strength": 0.25, "seed": "7"}})"));
  EXPECT_EQ(found.base, "default");
  EXPECT_EQ(settings_text(found.settings, Settings{}), "strength=0.25 seed=7");
}

TEST_F(PresetFile, OthersAreRefusedByName) {
  const std::string no_preset =
      "The file \"" + file_.string() + "\" is no preset of Neural Style. Choose a file that its dialog has saved.";
  for (const char* const text : {"no JSON", "[]", "{}", "7", R"({"format": "another", "version": 1, "settings": {}})",
                                 R"({"format": "neural-style preset", "version": "one", "settings": {}})",
                                 R"({"format": "neural-style preset", "version": 1})",
                                 R"({"format": "neural-style preset", "version": 1, "base": 7, "settings": {}})"}) {
    EXPECT_EQ(refusal(text), no_preset) << text;
  }
  EXPECT_EQ(refusal(std::string(2 << 20, ' ')), no_preset);
  EXPECT_EQ(refusal(std::string(100000, '[')), no_preset);
  for (const char* const version : {"2", "1666666666666666666666666666666666666", "18446744073709551615"}) {
    EXPECT_THAT(
        refusal(R"({"format": "neural-style preset", "version": )" + std::string(version) + R"(, "settings": {}})"),
        HasSubstr("later version of Neural Style"));
  }
  EXPECT_THAT(refusal(R"({"format": "neural-style preset", "version": 1, "settings": {"strength": 7}})"),
              HasSubstr("soft.json\" cannot be used. \"strength\" takes a number from 0 to 1, not \"7\"."));
  EXPECT_THAT(refusal(R"({"format": "neural-style preset", "version": 1, "settings": {"strenght": 0.5}})"),
              HasSubstr("did you mean \"strength\""));
  EXPECT_THAT(refusal(R"({"format": "neural-style preset", "version": 1, "settings": {"strength": [0.5]}})"),
              HasSubstr("\"strength\" takes a number"));
  EXPECT_THAT(refusal(R"({"format": "neural-style preset", "version": 1, "base": "none", "settings": {}})"),
              HasSubstr("There is no preset \"none\""));
  EXPECT_THAT(error_text([&] { read_preset(folder_ / "none.json"); }), HasSubstr("none.json"));
}

TEST_F(PresetFile, FailedWritingLeavesWhatWasThere) {
  const fs::path nowhere = folder_ / "no" / "soft.json";
  EXPECT_THAT(error_text([&] { write_preset(nowhere, {}); }), HasSubstr("There is no folder"));
  EXPECT_FALSE(fs::exists(nowhere.parent_path()));
}

TEST_F(PresetFile, FoundByIdOrByPath) {
  EXPECT_EQ(find_preset("tutorial"), (SavedPreset{"tutorial", preset("tutorial").settings}));
  EXPECT_NE(error_text([] { find_preset("soft.json"); }), "");
  SavedPreset written;
  written.settings.strength = 0.9;
  write_preset(file_, written);
  EXPECT_EQ(find_preset(file_.string()), written);
}

}  // namespace
}  // namespace neural_style
