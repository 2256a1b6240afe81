// The list of models to choose from and to be had.
#include "ui/model_rows.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "neural_style/fetch_model.hpp"
#include "neural_style/models.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style::ui {
namespace {

using Place = ModelRow::Place;

class ModelRows : public testing::Test {
 protected:
  ModelRows() {
    ::setenv("XDG_DATA_HOME", folder_.path().c_str(), 1);  // NOLINT(concurrency-mt-unsafe): a test has one thread
  }

  static ModelRow row(const std::string& name) {
    const std::vector<ModelRow> rows = model_rows();
    const auto found = std::ranges::find(rows, name, &ModelRow::name);
    EXPECT_NE(found, rows.end()) << name;
    return found == rows.end() ? ModelRow() : *found;
  }

 private:
  TemporaryFolder folder_;
};

TEST_F(ModelRows, TellOfThoseThatAreHereAndThoseThatCanBeFetched) {
  const ModelRow shipped = row("vgg19");
  EXPECT_EQ(shipped.place, Place::shipped);
  EXPECT_EQ(shipped.size, std::filesystem::file_size(find_model("vgg19").file));
  EXPECT_THAT(shipped.licence, testing::HasSubstr("CC BY 4.0"));
  EXPECT_NE(shipped.purpose, "");

  const PublishedModel& published = published_models().front();
  const ModelRow elsewhere = row(std::string(published.name));
  EXPECT_EQ(elsewhere.place, Place::elsewhere);
  EXPECT_EQ(elsewhere.source, published.address);
  EXPECT_EQ(elsewhere.size, 0U);

  import_model(find_model("draft").file, std::string(published.name), {"CC0", "a friend", "trying things"});
  const ModelRow here = row(std::string(published.name));
  EXPECT_EQ(here.place, Place::imported);
  EXPECT_EQ(here.source, "a friend");
  EXPECT_EQ(here.licence, "CC0");
  EXPECT_EQ(here.purpose, "trying things");
  EXPECT_EQ(model_rows().size(), 2 + published_models().size());  // each once
}

TEST_F(ModelRows, NamesAreMadeOfFilesAndAddresses) {
  EXPECT_EQ(name_for("/home/me/imagenet-vgg-verydeep-19.mat"), "imagenet-vgg-verydeep-19");
  EXPECT_EQ(name_for("my network (old).pth"), "my-network--old-");
  EXPECT_EQ(name_for("https://a.org/models/net.pth?download=1"), "net");
  EXPECT_EQ(name_for("/home/me/caf\xC3\xA9.pth"), "caf--");
  EXPECT_EQ(name_for("/home/me/.hidden"), "hidden");
  EXPECT_EQ(name_for("/home/me/--.pth"), "model");
  EXPECT_EQ(name_for("vgg19.pth"), "vgg19-2");
  const std::string longest = name_for(std::string(200, 'a') + ".pth");
  EXPECT_NO_THROW(import_model(find_model("draft").file, longest, {}));
  EXPECT_NO_THROW(import_model(find_model("draft").file, name_for(longest), {}));
}

}  // namespace
}  // namespace neural_style::ui
