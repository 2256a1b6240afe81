// The models that a user imports.
#include "weights/model_store.hpp"

#include <gmock/gmock.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "model_channels.hpp"
#include "neural_style/error.hpp"
#include "support/error_text.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// In a data folder of the test's own.
class ModelStore : public testing::Test {
 protected:
  ModelStore() {
    set("XDG_DATA_HOME", folder_.path().string());
    shipped_ = list_models().size();
  }

  static void set(const char* variable, const std::string& value) {
    ::setenv(variable, value.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): a test has one thread
  }

  static Model import(const std::string& name) {
    return import_model(find_model("vgg19").file, name, {"CC BY 4.0", "a friend", "experiments"});
  }

  TemporaryFolder folder_;
  std::size_t shipped_ = 0;  ///< number of models before any is imported
};

TEST_F(ModelStore, ImportedModelsAreFoundListedAndVerified) {
  const Model imported = import("mine");
  EXPECT_EQ(imported.file, folder_ / "neural-style/models/mine.model");
  const Model found = find_model("mine");
  EXPECT_EQ(found.file, imported.file);
  EXPECT_EQ(found.family, "VGG-19");
  EXPECT_EQ(found.size, fs::file_size(imported.file));
  EXPECT_EQ(found.description, "VGG-19; experiments; CC BY 4.0; a friend");
  EXPECT_NO_THROW(verify_model(found));
  EXPECT_EQ(list_models().size(), shipped_ + 1);
  EXPECT_EQ(list_models().back().name, "mine");
  EXPECT_THAT(error_text([] { find_model("others"); }), HasSubstr("there are \"vgg19\", \"draft\", \"mine\""));
}

TEST_F(ModelStore, LeavesNothingBesideTheModelItsManifestAndTheLock) {
  import("mine");
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(models_folder())) {
    names.push_back(entry.path().filename().string());
  }
  EXPECT_THAT(names, testing::UnorderedElementsAre("mine.model", "mine.json", ".lock"));
}

TEST_F(ModelStore, RemovesWhatKilledImportsHaveLeft) {
  const fs::path folder = models_folder();
  make_folder(folder);
  write_text(folder / ".import-4711.tmp", "half a network");
  const ArrivingFile other(folder);
  EXPECT_FALSE(fs::exists(folder / ".import-4711.tmp"));
  write_text(folder / ".import-4711.tmp", "half a network");
  import("mine");
  EXPECT_FALSE(fs::exists(folder / ".import-4711.tmp"));
  EXPECT_TRUE(fs::exists(other.path()));  // of an import that runs
}

TEST_F(ModelStore, KnowsHowWideLayersAre) {
  import_model(find_model("draft").file, "small", {});
  EXPECT_EQ(model_channels("small"), model_channels("draft"));
  EXPECT_NE(model_channels("small"), vgg19_channels);
  EXPECT_EQ(model_channels("nobody's"), vgg19_channels);
  // Those of earlier versions, and of whoever writes nonsense.
  const fs::path manifest = manifest_file(models_folder(), "small");
  const auto sound = nlohmann::json::parse(file_text(manifest));
  for (const nlohmann::json& channels :
       {nlohmann::json(), nlohmann::json("many"), nlohmann::json{64, 64}, nlohmann::json(std::vector(layer_count, -1)),
        nlohmann::json(std::vector(layer_count, 1'000'000)), nlohmann::json(std::vector(layer_count, 1e36))}) {
    auto changed = sound;
    changed["channels"] = channels;
    write_text(manifest, changed.dump());
    EXPECT_EQ(model_channels("small"), vgg19_channels) << channels;
  }
}

TEST_F(ModelStore, NamesAreTakenOnce) {
  import("mine");
  EXPECT_THAT(error_text([] { import("mine"); }), HasSubstr("There is a model \"mine\" already"));
  EXPECT_THAT(error_text([] { import("vgg19"); }), HasSubstr("There is a model \"vgg19\" already"));
  for (const char* name : {"", "../mine", "a/b", ".hidden", "-option", "two words", "caf\xC3\xA9"}) {
    EXPECT_THAT(error_text([&] { import(name); }), HasSubstr("is no name for a model")) << name;
  }
}

TEST_F(ModelStore, WhatIsNoModelIsNotCopied) {
  write_text(folder_ / "photo.jpg", "not a network");
  EXPECT_THAT(error_text([&] { import_model(folder_ / "photo.jpg", "mine", {}); }),
              HasSubstr("photo.jpg\" is damaged"));
  EXPECT_FALSE(fs::exists(models_folder()));
}

TEST_F(ModelStore, OnlyImportedModelsAreRemoved) {
  const Model imported = import("mine");
  remove_model("mine");
  EXPECT_FALSE(fs::exists(imported.file));
  EXPECT_EQ(list_models().size(), shipped_);
  EXPECT_THAT(error_text([] { remove_model("mine"); }), HasSubstr("There is no imported model \"mine\""));
  EXPECT_THAT(error_text([] { remove_model("vgg19"); }), HasSubstr("belongs to Neural Style and stays"));
  import("mine");
}

TEST_F(ModelStore, ChangesOfTheFileAreNoticed) {
  const Model imported = import("mine");
  fs::permissions(imported.file, fs::perms::owner_write, fs::perm_options::add);
  std::string contents = file_text(imported.file);
  contents.back() = static_cast<char>(contents.back() ^ 1);
  write_text(imported.file, contents);
  EXPECT_THAT(error_text([] { verify_model(find_model("mine")); }), HasSubstr("is not the one that was imported"));
}

TEST_F(ModelStore, DamagedManifestsHideTheirModelOnly) {
  import("mine");
  import("other");
  const fs::path manifest = manifest_file(models_folder(), "mine");
  const std::string sound = file_text(manifest);
  auto vast = nlohmann::json::parse(sound);
  vast["size"] = 1e36;
  for (const std::string& text : {std::string("{"), std::string("[]"), std::string("7"), sound.substr(0, 100),
                                  std::string(100'000, '['), nlohmann::json{{"format", 1}}.dump(), vast.dump()}) {
    write_text(manifest, text);
    EXPECT_THAT(error_text([] { find_model("mine"); }), HasSubstr("mine.json\"")) << text.substr(0, 20);
    EXPECT_EQ(list_models().size(), shipped_ + 1);
  }
  remove_model("mine");
  EXPECT_EQ(find_model("other").name, "other");
}

TEST_F(ModelStore, TwoAtOnceDoNotCollide) {
  const fs::path folder = models_folder();
  make_folder(folder);
  int inside = 0;
  const auto work = [&] {
    for (int i = 0; i < 50; ++i) {
      const FolderLock alone(folder);
      EXPECT_EQ(++inside, 1);
      std::this_thread::yield();
      --inside;
    }
  };
  std::thread other(work);
  work();
  other.join();
}

TEST_F(ModelStore, IsInTheHomeFolderUnlessToldOtherwise) {
  set("HOME", "/home/me");
  set("XDG_DATA_HOME", "relative");
  EXPECT_EQ(models_folder(), "/home/me/.local/share/neural-style/models");
  set("HOME", "me");
  EXPECT_THAT(error_text([] { models_folder(); }), HasSubstr("HOME does not name your home folder"));
  EXPECT_EQ(find_model("vgg19").name, "vgg19");
  EXPECT_EQ(list_models().size(), shipped_);
}

}  // namespace
}  // namespace neural_style
