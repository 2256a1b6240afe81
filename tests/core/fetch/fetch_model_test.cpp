// Downloads from a server on this machine that has bad days.
#include "neural_style/fetch_model.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "neural_style/error.hpp"
#include "support/error_text.hpp"
#include "support/run_program.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Fetching : public testing::Test {
 protected:
  Fetching()
      : server_({NEURAL_STYLE_PYTHON, "-B", NEURAL_STYLE_SOURCE "/tests/core/fetch/server.py", model_.file.string()}) {
    // NOLINTBEGIN(concurrency-mt-unsafe): a test has one thread
    ::setenv("XDG_DATA_HOME", folder_.path().c_str(), 1);
    ::setenv("no_proxy", "*", 1);
    // NOLINTEND(concurrency-mt-unsafe)
    if (!server_.wait_until([&] { return server_.errors().ends_with('\n'); })) {
      throw std::runtime_error("the server does not run: " + server_.errors());
    }
  }

  [[nodiscard]] FetchRequest request(const std::string& what) const {
    FetchRequest request;
    request.address = "http://127.0.0.1:" + std::to_string(std::stoi(server_.errors())) + "/" + what;
    request.name = "fetched";
    request.patience = std::chrono::seconds(2);
    return request;
  }

  Model fetch(const FetchRequest& wanted) {
    told_.clear();
    return fetch_model(wanted, [&](std::uintmax_t done, std::uintmax_t total) {
      told_.push_back(done);
      total_ = total;
    });
  }

  [[nodiscard]] std::string refusal(const std::string& what) {
    return error_text([&] { fetch(request(what)); });
  }

  static void expect_nothing_left() {
    EXPECT_FALSE(fs::exists(part()));
    EXPECT_THAT(error_text([] { find_model("fetched"); }), HasSubstr("There is no model \"fetched\""));
  }

  [[nodiscard]] static fs::path part() { return models_folder() / "fetched.part"; }

  Model model_ = find_model("vgg19");
  std::vector<std::uintmax_t> told_;
  std::uintmax_t total_ = 0;

 private:
  TemporaryFolder folder_;
  RunningProgram server_;
};

TEST_F(Fetching, BringsAModelThatCanBeFoundAndIsSound) {
  FetchRequest wanted = request("sound");
  wanted.sha256 = file_text(fs::path(model_.file).replace_extension(".sha256")).substr(0, 64);
  wanted.origin.licence = "CC BY 4.0";
  const Model fetched = fetch(wanted);
  EXPECT_EQ(fetched.family, "VGG-19");
  EXPECT_EQ(fetched.source, wanted.address);
  EXPECT_EQ(fetched.sha256, wanted.sha256);
  EXPECT_EQ(find_model("fetched").file, fetched.file);
  EXPECT_NO_THROW(verify_model(find_model("fetched")));
  EXPECT_FALSE(fs::exists(part()));
  EXPECT_EQ(told_.back(), fs::file_size(model_.file));
  EXPECT_EQ(total_, fs::file_size(model_.file));
  EXPECT_THAT(error_text([&] { fetch(wanted); }), HasSubstr("There is a model \"fetched\" already"));
}

TEST_F(Fetching, GoesOnWhereTheLastOneBrokeOff) {
  EXPECT_THAT(refusal("drops"), HasSubstr("broke off"));
  EXPECT_EQ(fs::file_size(part()), fs::file_size(model_.file) / 2);
  EXPECT_NO_THROW(verify_model(fetch(request("drops"))));
  EXPECT_GE(told_.front(), fs::file_size(model_.file) / 2);
}

TEST_F(Fetching, BeginsAnewWhereTheServerKnowsNoRanges) {
  EXPECT_THAT(refusal("rangeless"), HasSubstr("broke off"));
  EXPECT_NO_THROW(verify_model(fetch(request("rangeless"))));
}

TEST_F(Fetching, BeginsAnewAfterMoreThanThereIs) {
  fs::create_directories(models_folder());
  fs::copy_file(model_.file, part());
  fs::permissions(part(), fs::perms::owner_write, fs::perm_options::add);
  EXPECT_NO_THROW(verify_model(fetch(request("sound"))));
}

TEST_F(Fetching, GivesUpOnAServerThatStalls) {
  EXPECT_THAT(refusal("stalls"), HasSubstr("broke off"));
  EXPECT_EQ(fs::file_size(part()), 1000U);
}

TEST_F(Fetching, BelievesNoLength) {
  EXPECT_THAT(refusal("too_short"), HasSubstr("is damaged or no model"));
  expect_nothing_left();
  EXPECT_THAT(refusal("endless"), HasSubstr("is larger than any model"));
}

TEST_F(Fetching, RefusesOtherBytesThanExpected) {
  FetchRequest wanted = request("wrong");
  wanted.sha256 = file_text(fs::path(model_.file).replace_extension(".sha256")).substr(0, 8);
  EXPECT_THAT(error_text([&] { fetch(wanted); }), HasSubstr("is not the file that it should be"));
  expect_nothing_left();
  EXPECT_THAT(refusal("page"), HasSubstr("it is in no format that can be read"));
  expect_nothing_left();
}

TEST_F(Fetching, FollowsRedirectionsToOtherServersAndNowhereElse) {
  EXPECT_THAT(refusal("to_a_file"), HasSubstr("cannot be downloaded"));
  expect_nothing_left();
  EXPECT_THAT(refusal("round"), HasSubstr("cannot be downloaded"));
  EXPECT_NO_THROW(fetch(request("to_sound")));
}

TEST_F(Fetching, RefusesWhatIsNoAddressNameOrChecksum) {
  for (const char* address : {"file:///etc/passwd", "ftp://127.0.0.1/a", "", "vgg19"}) {
    FetchRequest wanted = request("sound");
    wanted.address = address;
    EXPECT_THAT(error_text([&] { fetch(wanted); }), HasSubstr("is no address that models are fetched from"));
  }
  FetchRequest wanted = request("sound");
  wanted.name = "../fetched";
  EXPECT_THAT(error_text([&] { fetch(wanted); }), HasSubstr("is no name for a model"));
  wanted = request("sound");
  wanted.sha256 = "hello";
  EXPECT_THAT(error_text([&] { fetch(wanted); }), HasSubstr("is no SHA-256 checksum"));
  EXPECT_THAT(refusal("missing"), HasSubstr("cannot be downloaded"));
}

TEST_F(Fetching, EndsWhenItsObserverThrows) {
  EXPECT_THROW(fetch_model(request("stalls"), [](std::uintmax_t, std::uintmax_t) { throw Cancelled(); }), Cancelled);
}

TEST_F(Fetching, OneAtATimeOfAName) {
  EXPECT_THROW(fetch_model(request("sound"),
                           [&](std::uintmax_t, std::uintmax_t) {
                             EXPECT_THAT(refusal("sound"), HasSubstr("Another process is downloading"));
                             throw Cancelled();
                           }),
               Cancelled);
}

TEST(PublishedModels, AreRequestsByName) {
  for (const PublishedModel& model : published_models()) {
    const FetchRequest request = published_request(std::string(model.name));
    EXPECT_THAT(request.address, testing::StartsWith("https://"));
    EXPECT_THAT(request.address, HasSubstr(request.sha256));
    EXPECT_EQ(request.sha256.size(), 8U);
  }
  EXPECT_THAT(error_text([] { published_request("vgg99"); }), HasSubstr("No model \"vgg99\" is known"));
}

}  // namespace
}  // namespace neural_style
