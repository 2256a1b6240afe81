// The reader of safetensors files, on files made for it: what it reads, and everything it must refuse.
#include "weights/safetensors.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "support/error_text.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {
namespace {

std::string bytes_of(std::uint64_t number) {
  std::string bytes(sizeof number, '\0');
  std::memcpy(bytes.data(), &number, sizeof number);
  return bytes;
}

std::string safetensors(const std::string& header, const std::string& data) {
  return bytes_of(header.size()) + header + data;
}

class Safetensors : public testing::Test {
 protected:
  [[nodiscard]] TensorTable read(const std::string& contents) {
    write_text(file(), contents);
    return read_safetensors(opened_.emplace(file()));
  }

  [[nodiscard]] std::string refusal(const std::string& contents) {
    return error_text([&] { (void)read(contents); });
  }

  [[nodiscard]] std::filesystem::path file() const { return folder_ / "model.safetensors"; }

 private:
  TemporaryFolder folder_;
  std::optional<ModelFile> opened_;
};

TEST_F(Safetensors, ReadsNumbersOfBothTypes) {
  std::string data = "\x01\x02\x03\x04";
  const std::vector<float> floats = {0.5F, -2.0F};
  data.append(static_cast<const char*>(static_cast<const void*>(floats.data())), 8);
  // Trailing blanks in the header are how writers align the data.
  const TensorTable table =
      read(safetensors(R"({"__metadata__":{"a":"b"},"f":{"dtype":"F32","shape":[2],"data_offsets":[4,12]},)"
                       R"("u":{"dtype":"U8","shape":[2,2],"data_offsets":[0,4]}}   )",
                       data));
  EXPECT_THAT(read_floats(table.tensors.at("u"), table.read), testing::ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(table.tensors.at("u").shape, testing::ElementsAre(2, 2));
  EXPECT_EQ(read_floats(table.tensors.at("f"), table.read), floats);
}

TEST_F(Safetensors, TakesScalarsAndEmptyTensors) {
  const TensorTable table = read(safetensors(R"({"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]},)"
                                             R"("b":{"dtype":"F32","shape":[0,7],"data_offsets":[1,1]}})",
                                             "\x07"));
  EXPECT_THAT(read_floats(table.tensors.at("a"), table.read), testing::ElementsAre(7));
  EXPECT_TRUE(read_floats(table.tensors.at("b"), table.read).empty());
}

TEST_F(Safetensors, ReadsNumbersOf16And64Bits) {
  // 1, -0.5, the smallest half, infinity; 1, -2; 3.
  const std::string data("\x00\x3C\x00\xB8\x01\x00\x00\x7C\x80\x3F\x00\xC0\x00\x00\x00\x00\x00\x00\x08\x40", 20);
  const TensorTable table = read(safetensors(R"({"h":{"dtype":"F16","shape":[4],"data_offsets":[0,8]},)"
                                             R"("b":{"dtype":"BF16","shape":[2],"data_offsets":[8,12]},)"
                                             R"("d":{"dtype":"F64","shape":[1],"data_offsets":[12,20]}})",
                                             data));
  EXPECT_THAT(read_floats(table.tensors.at("h"), table.read),
              testing::ElementsAre(1, -0.5, 0x1p-24F, std::numeric_limits<float>::infinity()));
  EXPECT_THAT(read_floats(table.tensors.at("b"), table.read), testing::ElementsAre(1, -2));
  EXPECT_THAT(read_floats(table.tensors.at("d"), table.read), testing::ElementsAre(3));
}

TEST_F(Safetensors, SaysInWhichFormItsInputComes) {
  const auto with = [](const std::string& metadata) {
    return safetensors(R"({"__metadata__":)" + metadata + R"(,"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]}})",
                       "x");
  };
  EXPECT_FALSE(read(with(R"({"format":"pt"})")).input);
  const auto form = read(with(R"({"neural_style.input":"rgb 1 0.5 0.25 0.125 1 2 4"})")).input;
  ASSERT_TRUE(form);
  EXPECT_TRUE(form->rgb);
  EXPECT_EQ(form->white, 1);
  EXPECT_THAT(form->mean, testing::ElementsAre(0.5, 0.25, 0.125));
  EXPECT_THAT(form->deviation, testing::ElementsAre(1, 2, 4));
  for (const char* text :
       {R"("")", "7", R"("rgb 1 0.5 0.25 0.125 1 2")", R"("rgb 1 0.5 0.25 0.125 1 2 4 8")", R"("grb 1 0 0 0 1 1 1")",
        R"("rgb 0 0 0 0 1 1 1")", R"("rgb 1 nan 0 0 1 1 1")", R"("rgb 1 2 0 0 1 1 1")", R"("bgr 255 9 9 9 1 1 -1")"}) {
    EXPECT_THAT(refusal(with(R"({"neural_style.input":)" + std::string(text) + "}")),
                testing::HasSubstr("its entry \"neural_style.input\" is not readable"))
        << text;
  }
}

TEST_F(Safetensors, RefusesHeadersThatCannotBe) {
  EXPECT_EQ(refusal(""),
            "The model file \"" + file().string() +
                "\" is damaged or no model: it is too short. Install Neural Style again, or choose another "
                "model.");
  EXPECT_THAT(refusal("1234567"), testing::HasSubstr("too short"));
  EXPECT_THAT(refusal(bytes_of(3) + "{}"), testing::HasSubstr("header is longer than it can be"));
  EXPECT_THAT(refusal(bytes_of(0xFFFFFFFFFFFFFFFF) + "{}"), testing::HasSubstr("header is longer than it can be"));
  EXPECT_THAT(refusal(safetensors(std::string((1U << 20U) + 1, ' '), "")),
              testing::HasSubstr("header is longer than it can be"));
}

TEST_F(Safetensors, RefusesHeadersThatAreNoJsonObject) {
  for (const char* header : {"", "{", "[]", "null", "{\"a\":1,}", "\xFF\xFE", "{} {}", "{\"a\":nan}"}) {
    EXPECT_THAT(refusal(safetensors(header, "")), testing::HasSubstr("header is not readable")) << header;
  }
  EXPECT_THAT(refusal(safetensors(std::string(500000, '['), "")), testing::HasSubstr("header is not readable"));
}

TEST_F(Safetensors, RefusesANameThatComesTwice) {
  EXPECT_THAT(refusal(safetensors(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
                                  R"("a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})",
                                  "x")),
              testing::HasSubstr("header is not readable"));
}

TEST_F(Safetensors, RefusesRowsThatDescribeNoTensor) {
  for (const char* row : {"1", "null", "{}", R"({"dtype":"U8","shape":[1]})", R"({"shape":[1],"data_offsets":[0,1]})",
                          R"({"dtype":"U8","data_offsets":[0,1]})"}) {
    EXPECT_THAT(refusal(safetensors(R"({"a":)" + std::string(row) + "}", "x")),
                testing::HasSubstr("tensor \"a\" is not described"))
        << row;
  }
  for (const char* type : {R"("F17")", R"("f32")", "1", "null", R"("")"}) {
    EXPECT_THAT(
        refusal(safetensors(R"({"a":{"dtype":)" + std::string(type) + R"(,"shape":[1],"data_offsets":[0,1]}})", "x")),
        testing::HasSubstr("tensor \"a\" has numbers of a type"))
        << type;
  }
}

TEST_F(Safetensors, RefusesPlacesOutsideTheFile) {
  for (const char* place :
       {"[0,5]", "[3,2]", "[-1,3]", "[0]", "[0,1,2]", "[]", "{}", "0", "[0.0,4.0]", "[0,18446744073709551615]",
        "[18446744073709551614,18446744073709551615]", "[0,18446744073709551620]"}) {
    EXPECT_THAT(
        refusal(safetensors(R"({"a":{"dtype":"U8","shape":[4],"data_offsets":)" + std::string(place) + "}}", "abcd")),
        testing::HasSubstr("tensor \"a\" lies outside the file"))
        << place;
  }
}

TEST_F(Safetensors, RefusesShapesThatAskForAnotherLength) {
  for (const char* shape : {"[3]", "[5]", "[2,3]", "[0]", "[4294967296,4294967296]", "[9223372036854775808,2,2]"}) {
    EXPECT_THAT(refusal(safetensors(
                    R"({"a":{"dtype":"U8","shape":)" + std::string(shape) + R"(,"data_offsets":[0,4]}})", "abcd")),
                testing::HasSubstr("tensor \"a\" has not the length"))
        << shape;
  }
}

TEST_F(Safetensors, RefusesOverlapsGapsAndLeftovers) {
  const auto two = [](const std::string& first, const std::string& second) {
    return safetensors(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":)" + first +
                           R"(},"b":{"dtype":"U8","shape":[2],"data_offsets":)" + second + "}}",
                       "abcd");
  };
  EXPECT_NO_THROW((void)read(two("[2,4]", "[0,2]")));
  EXPECT_THAT(refusal(two("[0,2]", "[0,2]")), testing::HasSubstr("overlap or leave gaps"));
  EXPECT_THAT(refusal(two("[0,2]", "[1,3]")), testing::HasSubstr("overlap or leave gaps"));
  EXPECT_THAT(refusal(two("[0,2]", "[2,4]") + "e"), testing::HasSubstr("goes on after its last tensor"));
  EXPECT_THAT(refusal(safetensors(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}})", "abc")),
              testing::HasSubstr("overlap or leave gaps"));
}

TEST_F(Safetensors, RefusesWhatIsNoFile) {
  TemporaryFolder folder;
  EXPECT_EQ(
      error_text([&] { const ModelFile missing(folder / "no.safetensors"); }),
      "The model file \"" + (folder / "no.safetensors").string() + "\" cannot be read: No such file or directory.");
  EXPECT_THAT(error_text([&] { const ModelFile directory(folder.path()); }),
              testing::HasSubstr("cannot be read: it is not a file"));
  EXPECT_THAT(error_text([] { const ModelFile device("/dev/zero"); }),
              testing::HasSubstr("cannot be read: it is not a file"));
}

}  // namespace
}  // namespace neural_style
