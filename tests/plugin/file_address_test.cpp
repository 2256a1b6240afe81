// Files as addresses and back.
#include "ui/file_address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/error_text.hpp"

namespace neural_style::ui {
namespace {

using ::testing::HasSubstr;

TEST(FileAddress, IsWhatOtherProgramsWrite) {
  EXPECT_EQ(address_of("/home/me/Great Wave_1-2.png"), "file:///home/me/Great%20Wave_1-2.png");
  EXPECT_EQ(file_of("file:///a%20b%c3%BC.png"), "/a b\xc3\xbc.png");
  EXPECT_EQ(file_of("file://localhost/a(1)+b.png"), "/a(1)+b.png");
}

TEST(FileAddress, IsTextForEveryByteOfAName) {
  std::string name = "/";
  for (int byte = 1; byte < 256; ++byte) {
    name += static_cast<char>(byte);
  }
  const std::string address = address_of(name);
  EXPECT_TRUE(std::ranges::all_of(address, [](char each) { return each > ' ' && each < 127; })) << address;
  EXPECT_EQ(file_of(address), name);
}

TEST(FileAddress, RefusesWhatIsNoFileOfThisComputer) {
  for (const char* const address :
       {"", "/a.png", "http://localhost/a.png", "file://elsewhere/a.png", "file://", "file://localhost",
        "localhost/a.png", "file:///a%", "file:///a%2", "file:///a%2g", "file:///a%-1", "file:///a%00.png"}) {
    EXPECT_THAT(error_text([&] { file_of(address); }), HasSubstr("not a file of this computer")) << address;
  }
}

TEST(DroppedFiles, AreTakenFromTheFirstLineThatIsNoComment) {
  EXPECT_EQ(first_file("file:///a.png"), "/a.png");
  EXPECT_EQ(first_file("# from a file manager\r\n\r\nfile:///a.png\r\nfile:///b.png\r\n"), "/a.png");
  EXPECT_EQ(first_file("file:///a.png\nhttps://example.org/b.png\n"), "/a.png");
}

TEST(DroppedFiles, AreASentenceIfThereIsNone) {
  EXPECT_THAT(error_text([] { first_file("https://example.org/b.png\r\nfile:///a.png"); }),
              HasSubstr("https://example.org/b.png is not a file of this computer"));
  for (const char* const list : {"", "\r\n", "# nothing\r\n"}) {
    EXPECT_THAT(error_text([&] { first_file(list); }), HasSubstr("file manager")) << list;
  }
}

}  // namespace
}  // namespace neural_style::ui
