// Bad input: one sentence, exit code 1, nothing half-written and nothing lost.
#include "neural_style/models.hpp"
#include "program.hpp"

namespace neural_style {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

class BadInput : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    write_text(path("out.png"), kept);
  }

  /// The sentence that the run fails with; out.png and the folder must be as before.
  [[nodiscard]] std::string refusal(const Arguments& arguments) const {
    const Arguments before = files();
    std::string sentence = sentence_of(neural_style_program(arguments));
    EXPECT_EQ(files(), before);
    EXPECT_EQ(file_text(path("out.png")), kept);
    return sentence;
  }

  static constexpr std::string_view kept = "what was there before";
};

TEST_F(BadInput, Pictures) {
  fs::remove(path("style.png"));
  EXPECT_THAT(refusal(stylize()), HasSubstr("style.png"));

  write_text(path("style.png"), "");
  EXPECT_THAT(refusal(stylize()), HasSubstr("style.png\" is empty"));

  write_text(path("style.png"), "This is no picture, whatever its name says.");
  EXPECT_THAT(refusal(stylize()), HasSubstr("style.png"));

  write_text(path("style.png"), file_text(path("content.png")).substr(0, 200));
  EXPECT_THAT(refusal(stylize()), HasSubstr("style.png"));

  fs::remove(path("style.png"));
  fs::create_directory(path("style.png"));
  EXPECT_THAT(refusal(stylize()), HasSubstr("style.png\" is a folder"));

  EXPECT_THAT(refusal({"evaluate", path("no.png"), path("content.png"), path("content.png")}), HasSubstr("no.png"));
}

TEST_F(BadInput, TransparentPicture) {
  write_image(constant(20, 20, 0.5F, 0.5F, 0.5F, 0), path("style.png"));
  EXPECT_THAT(refusal(stylize()), HasSubstr("style picture is fully transparent"));
}

TEST_F(BadInput, OutputsThatCannotBeWritten) {
  const auto with_output = [&](const std::string& output) {
    return refusal({"stylize", path("content.png"), path("style.png"), "-o", output});
  };
  EXPECT_THAT(with_output(path("no/folder/out.png")), HasSubstr("no/folder"));
  EXPECT_THAT(with_output(path("out.gif")), HasSubstr("out.gif"));
  EXPECT_THAT(with_output(path("out")), HasSubstr("/out"));
  fs::create_directory(path("folder.png"));
  EXPECT_THAT(with_output(path("folder.png")), HasSubstr("is a folder"));
  EXPECT_THAT(refusal({"stylize", path("content.png"), path("style.png"), "-o", path("out.jpg"), "--depth=16"}),
              HasSubstr("out.jpg"));
}

TEST_F(BadInput, LogsAndSnapshotsThatCannotBeWritten) {
  EXPECT_THAT(refusal(stylize({"--log", path("no/log.jsonl")})),
              HasSubstr("no/log.jsonl\" cannot be written: No such file or directory"));
  EXPECT_THAT(refusal(stylize({"--snapshots", path("style.png")})), HasSubstr("style.png"));
}

TEST_F(BadInput, Models) {
  EXPECT_EQ(refusal(stylize({"--model=vgg99"})),
            "There is no model \"vgg99\"; there are \"vgg19\", \"draft\", and paths of files (with a \"/\").");
  const std::string model = path("model.safetensors");
  EXPECT_EQ(refusal(stylize({"--model", model})), "There is no model file \"" + model + "\".");

  const std::string whole = file_text(find_model("vgg19").file);
  write_text(model, whole.substr(0, whole.size() / 2));
  EXPECT_THAT(refusal(stylize({"--model", model})), HasSubstr("model.safetensors\" is damaged or no model"));
  EXPECT_THAT(refusal({"models", "verify", model}), HasSubstr("model.safetensors\" is damaged or no model"));

  write_text(model, "");
  EXPECT_THAT(refusal(stylize({"--model", model})), HasSubstr("model.safetensors\" is damaged or no model"));
}

TEST_F(BadInput, InstallationThatLacksTheModelOrTheEngine) {
  // The library alone, without what belongs beside it.
  const fs::path library = NEURAL_STYLE_LIBRARY;
  fs::create_directory(path("lib"));
  fs::copy_file(library, fs::path(path("lib")) / library.filename());
  const auto alone = [&](const Arguments& arguments) {
    Arguments line = {"/usr/bin/env", "LD_LIBRARY_PATH=" + path("lib")};
    const Arguments command = program(arguments);
    line.insert(line.end(), command.begin(), command.end());
    return sentence_of(run_program(line));
  };
  EXPECT_EQ(alone({"models", "verify"}), "The model \"vgg19\" is missing: there is no file \"" +
                                             path("share/neural-style/models/vgg19_palette8.safetensors") +
                                             "\". Install Neural Style again.");
  EXPECT_THAT(alone(stylize()), HasSubstr("libneural_style_engine.so"));
  EXPECT_EQ(file_text(path("out.png")), kept);
}

TEST_F(BadInput, SizesThatDoNotFitTheMemoryAreRefusedBeforeAnythingStarts) {
  write_text(path("log.jsonl"), "");
  EXPECT_THAT(refusal(stylize({"--size=1000x1000", "--memory-limit=64", "--log", path("log.jsonl")})),
              HasSubstr("No size would fit; close other programs or raise the memory limit"));
  EXPECT_EQ(file_text(path("log.jsonl")), "");
  EXPECT_THAT(refusal(stylize({"--size=65535x65535"})), HasSubstr("Choose a smaller size: a long side of up to "));
}

TEST_F(BadInput, ARefusedRunLeavesTheLogOfTheLastOne) {
  write_text(path("log.jsonl"), "{}\n");
  (void)refusal(stylize({"--model=vgg99", "--log", path("log.jsonl")}));
  EXPECT_EQ(file_text(path("log.jsonl")), "{}\n");
}

}  // namespace
}  // namespace neural_style
