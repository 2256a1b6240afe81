// What the dialog does with models, on a thread of its own.
#include "ui/model_work.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>

#include "neural_style/models.hpp"
#include "support/error_text.hpp"
#include "support/run_program.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style::ui {
namespace {

using testing::HasSubstr;
using Task = ModelWork::Task;

class WorkOnModels : public testing::Test {
 protected:
  WorkOnModels() {
    // NOLINTBEGIN(concurrency-mt-unsafe): no thread runs yet
    ::setenv("XDG_DATA_HOME", folder_.path().c_str(), 1);
    ::setenv("no_proxy", "*", 1);
    // NOLINTEND(concurrency-mt-unsafe)
  }

  /// The first news of which `wanted` is true.
  static ModelWork::News wait(ModelWork& work, const std::function<bool(const ModelWork::News&)>& wanted) {
    for (;;) {
      ModelWork::News news = work.poll();
      if (wanted(news)) {
        return news;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

  static ModelWork::News end(ModelWork& work) {
    return wait(work, [](const ModelWork::News& news) { return !news.working; });
  }

  TemporaryFolder folder_;
  std::filesystem::path model_ = find_model("draft").file;
};

TEST_F(WorkOnModels, ImportsVerifiesAndRemoves) {
  ModelWork work;
  work.import_file(model_);
  ModelWork::News news = end(work);
  EXPECT_EQ(news.task, Task::import);
  EXPECT_EQ(news.error, "");
  EXPECT_EQ(news.model, "draft_palette8");
  EXPECT_THAT(news.done, HasSubstr("\"draft_palette8\" can be chosen"));
  EXPECT_EQ(find_model("draft_palette8").source, model_.string());
  EXPECT_EQ(work.poll().done, "") << "told once";

  work.verify("draft_palette8");
  news = end(work);
  EXPECT_EQ(news.task, Task::verify);
  EXPECT_THAT(news.done, HasSubstr("is sound"));

  work.remove("draft_palette8");
  news = end(work);
  EXPECT_EQ(news.task, Task::remove);
  EXPECT_THAT(news.done, HasSubstr("was removed"));
  EXPECT_EQ(news.model, "");
  EXPECT_THAT(error_text([] { find_model("draft_palette8"); }), HasSubstr("There is no model"));
}

TEST_F(WorkOnModels, SaysWhatIsWrong) {
  ModelWork work;
  write_text(folder_ / "photo.jpg", "not a network");
  work.import_file(folder_ / "photo.jpg");
  const ModelWork::News news = end(work);
  EXPECT_THAT(news.error, HasSubstr("photo.jpg\" is damaged or no model"));
  EXPECT_EQ(news.done, "");
  EXPECT_EQ(work.poll().error, "") << "told once";
  work.remove("vgg19");
  EXPECT_THAT(end(work).error, HasSubstr("belongs to Neural Style and stays"));
  work.fetch("vgg19");
  EXPECT_THAT(end(work).error, HasSubstr("is no address"));
}

TEST_F(WorkOnModels, DoesOneThingAtATime) {
  ModelWork work;
  work.verify("vgg19");
  EXPECT_THROW(work.verify("vgg19"), std::logic_error);
  end(work);
}

class FetchingModels : public WorkOnModels {
 protected:
  FetchingModels()
      : server_({NEURAL_STYLE_PYTHON, "-B", NEURAL_STYLE_SOURCE "/tests/core/fetch/server.py", model_.string()}) {
    if (!server_.wait_until([&] { return server_.errors().ends_with('\n'); })) {
      throw std::runtime_error("the server does not run: " + server_.errors());
    }
  }

  [[nodiscard]] std::string address(const std::string& what) const {
    return "http://127.0.0.1:" + std::to_string(std::stoi(server_.errors())) + "/" + what;
  }

 private:
  RunningProgram server_;
};

TEST_F(FetchingModels, TellsHowMuchIsHere) {
  ModelWork work;
  work.fetch(address("sound/network.pth"));
  ModelWork::Bytes last;
  const ModelWork::News news = wait(work, [&](const ModelWork::News& each) {
    last = each.bytes.value_or(last);
    return !each.working;
  });
  EXPECT_EQ(news.error, "");
  EXPECT_EQ(news.model, "network");
  EXPECT_EQ(last.done, std::filesystem::file_size(model_));
  EXPECT_EQ(last.total, last.done);
  EXPECT_EQ(find_model("network").source, address("sound/network.pth"));
}

TEST_F(FetchingModels, StopsAndGoesOn) {
  ModelWork work;
  work.fetch(address("stalls/network.pth"));
  wait(work, [](const ModelWork::News& news) { return news.bytes && news.bytes->done > 0; });
  work.cancel();
  ModelWork::News news = end(work);
  EXPECT_EQ(news.error, "");
  EXPECT_THAT(news.done, HasSubstr("goes on from there"));
  EXPECT_THAT(error_text([] { find_model("network"); }), HasSubstr("There is no model"));
  EXPECT_EQ(std::filesystem::file_size(models_folder() / "network.part"), 1000U);

  work.fetch(address("sound/network.pth"));
  std::uintmax_t least = std::filesystem::file_size(model_);
  news = wait(work, [&](const ModelWork::News& each) {
    least = each.bytes ? std::min(least, each.bytes->done) : least;
    return !each.working;
  });
  EXPECT_EQ(news.error, "");
  EXPECT_EQ(news.model, "network");
  EXPECT_GE(least, 1000U);
}

TEST_F(FetchingModels, EndsADownloadWithTheDialog) {
  ModelWork work;
  work.fetch(address("stalls/network.pth"));
  wait(work, [](const ModelWork::News& news) { return news.bytes && news.bytes->done > 0; });
}  // which would take a minute

TEST_F(FetchingModels, SaysWhatTheServerDid) {
  ModelWork work;
  work.fetch(address("missing/network.pth"));
  EXPECT_THAT(end(work).error, HasSubstr("cannot be downloaded"));
  work.fetch(address("drops/network.pth"));
  EXPECT_THAT(end(work).error, HasSubstr("broke off"));
}

}  // namespace
}  // namespace neural_style::ui
