// Files appear whole or not at all.
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "neural_style/image_file.hpp"
#include "support/error_text.hpp"
#include "support/pictures.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

std::size_t entries(const TemporaryFolder& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.path()), {}));
}

/// What writing says, having made sure that check_writable() says the same before the work.
std::string refusal(const fs::path& file, Depth depth = Depth::bits8) {
  const std::string before = error_text([&] { check_writable(file, depth); });
  std::string sentence = error_text([&] { write_image(gradient(8, 8), file, depth); });
  EXPECT_EQ(before, sentence);
  return sentence;
}

/// No file of this process may grow beyond that, as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  FileSizeLimit(FileSizeLimit&&) = delete;
  FileSizeLimit& operator=(FileSizeLimit&&) = delete;
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  void (*handler_)(int);
  rlimit before_{};
};

TEST(Write, AFullDiskLeavesWhatWasThereAndNothingElse) {
  const TemporaryFolder folder;
  write_image(gradient(8, 8), folder / "a.png");
  const std::string before = file_text(folder / "a.png");
  const Image large = fading(gradient(300, 200));
  std::string sentence;
  {
    const FileSizeLimit limit(1000);
    sentence = error_text([&] { write_image(large, folder / "a.png"); });
    error_text([&] { write_image(large, folder / "b.tif"); });
  }
  EXPECT_THAT(sentence, AllOf(HasSubstr("a.png\" cannot be written"), HasSubstr("Nothing was changed")));
  EXPECT_EQ(file_text(folder / "a.png"), before);
  EXPECT_EQ(entries(folder), 1U);
}

TEST(Write, NothingButTheFileIsLeft) {
  const TemporaryFolder folder;
  for (const char* name : {"a.png", "a.jpg", "a.tif", "a.webp"}) {
    check_writable(folder / name);
    EXPECT_FALSE(fs::exists(folder / name));
    write_image(gradient(8, 8), folder / name);
    EXPECT_TRUE(fs::exists(folder / name));
  }
  EXPECT_EQ(entries(folder), 4U);
}

TEST(Write, ANameMayBeAsLongAsTheSystemTakes) {
  const TemporaryFolder folder;
  const std::string name = std::string(251, 'a') + ".png";
  write_image(gradient(8, 8), folder / name);
  EXPECT_EQ(read_image(folder / name).width(), 8);
}

TEST(Write, AFormatThatIsNoneIsRefused) {
  const TemporaryFolder folder;
  for (const char* name : {"a.gif", "a", "a.", "png", ".png"}) {
    EXPECT_THAT(refusal(folder / name), AllOf(HasSubstr("does not tell the format"), HasSubstr(".png")));
  }
  EXPECT_EQ(entries(folder), 0U);
}

TEST(Write, SixteenBitsGoIntoPngAndTiffOnly) {
  const TemporaryFolder folder;
  for (const char* name : {"a.jpg", "a.JPEG", "a.webp"}) {
    EXPECT_THAT(refusal(folder / name, Depth::bits16), HasSubstr("8 bits a channel, not 16"));
  }
  EXPECT_EQ(entries(folder), 0U);
}

TEST(Write, AFolderThatIsNotThereOrTakesNoFilesIsRefused) {
  const TemporaryFolder folder;
  EXPECT_THAT(refusal(folder / "none/a.png"), AllOf(HasSubstr("There is no folder"), HasSubstr("Create it")));
  EXPECT_THAT(refusal("/proc/a.png"), HasSubstr("takes no new files"));
  if (geteuid() == 0) {
    return;  // root may write everywhere else
  }
  fs::create_directory(folder / "closed");
  fs::permissions(folder / "closed", fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_THAT(refusal(folder / "closed/a.png"), HasSubstr("takes no new files"));
}

TEST(Write, WhatIsNoFileIsNotReplaced) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "a.png");
  EXPECT_THAT(refusal(folder / "a.png"), HasSubstr("is a folder"));
  ASSERT_EQ(mkfifo((folder / "b.png").c_str(), 0600), 0);
  EXPECT_THAT(refusal(folder / "b.png"), HasSubstr("not a plain file"));
  EXPECT_EQ(entries(folder), 2U);
}

TEST(Write, AWriteProtectedFileIsNotReplaced) {
  if (geteuid() == 0) {
    GTEST_SKIP() << "root may write everything";
  }
  const TemporaryFolder folder;
  write_text(folder / "a.png", "old");
  fs::permissions(folder / "a.png", fs::perms::owner_read);
  EXPECT_THAT(refusal(folder / "a.png"), HasSubstr("write-protected"));
  EXPECT_EQ(file_text(folder / "a.png"), "old");
}

TEST(Write, AReplacedFileKeepsItsPermissionsAndASymbolicLinkItsPlace) {
  const TemporaryFolder folder;
  write_text(folder / "a.png", "old");
  fs::permissions(folder / "a.png", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("a.png", folder / "link.png");
  write_image(gradient(8, 8), folder / "link.png");
  EXPECT_TRUE(fs::is_symlink(folder / "link.png"));
  EXPECT_EQ(read_image(folder / "a.png").width(), 8);
  EXPECT_EQ(fs::status(folder / "a.png").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(Write, APictureTooLargeForTheFormatIsRefused) {
  const TemporaryFolder folder;
  for (const char* name : {"a.jpg", "a.webp"}) {
    EXPECT_THAT(error_text([&] { write_image(gradient(70000, 1), folder / name); }),
                AllOf(HasSubstr("cannot hold 70000 x 1 pixels"), HasSubstr("PNG")));
  }
  EXPECT_EQ(entries(folder), 0U);
  write_image(gradient(70000, 1), folder / "a.png");
  EXPECT_EQ(read_image(folder / "a.png").width(), 70000);
}

}  // namespace
}  // namespace neural_style
