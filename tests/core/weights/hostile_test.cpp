// Files that are damaged, or made to do harm: one sentence, and nothing else.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <string_view>

#include "neural_style/error.hpp"
#include "support/error_text.hpp"
#include "support/memory_growth.hpp"
#include "support/network_files.hpp"
#include "support/temporary_folder.hpp"
#include "weights/network_weights.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;

/// Small files, one for each way through the readers.
class HostileModels : public testing::Test {
 protected:
  void write(const Formats& formats) {
    written_ = write_network(small_network(), folder_.path(), formats);
    if (written_.size() < formats.size()) {
      GTEST_SKIP() << "only " << written_.size() << " of " << formats.size() << " formats can be written here";
    }
  }

  void write_one_of_each() {
    write({"matconvnet.mat", "matconvnet_old.mat", "torchvision.pth", "torchvision_legacy.pth", "strides.pth",
           "float16.safetensors", "caffe.caffemodel", "caffe_old.caffemodel"});
  }

  [[nodiscard]] std::string refusal(const std::string& format) const {
    return error_text([&] { read_network(folder_ / format); });
  }

  /// Whether the file is read; the alternative is an Error of one line that names it.
  static bool is_read(const fs::path& file) {
    try {
      EXPECT_FALSE(read_network(file).layers.empty());
      return true;
    } catch (const Error& error) {
      const std::string_view sentence = error.what();
      EXPECT_THAT(sentence, testing::StartsWith("The model file \"" + file.string()));
      EXPECT_THAT(sentence, testing::Not(testing::HasSubstr("\n")));
      return false;
    }
  }

  /// Runs `work` on each of the files, and looks at the memory that it takes.
  void for_each_file(const std::function<void(const fs::path&)>& work) {
    for (const std::string& format : written_) {
      SCOPED_TRACE(format);
      const fs::path file = folder_ / format;
      const auto size = static_cast<double>(fs::file_size(file));
      constexpr double for_code_and_buffers = 6 << 20U;
      EXPECT_LE(memory_growth([&] { work(file); }), 16 * size + for_code_and_buffers);
    }
  }

  TemporaryFolder folder_;

 private:
  Formats written_;
};

TEST_F(HostileModels, NothingIsRunThatAPickleAsksFor) {
  ASSERT_NO_FATAL_FAILURE(write({"malicious.pth", "malicious_legacy.pth"}));
  EXPECT_THAT(refusal("malicious.pth"), testing::HasSubstr("it asks for \"posix.system\", which no model needs"));
  EXPECT_THAT(refusal("malicious_legacy.pth"), testing::HasSubstr("it asks for \"posix.system\""));
  EXPECT_FALSE(fs::exists(folder_ / "malicious.pth.harm"));
}

TEST_F(HostileModels, ShapesThatCannotBe) {
  ASSERT_NO_FATAL_FAILURE(write({"negative.pth", "outside.pth", "gaps.pth"}));
  EXPECT_THAT(refusal("negative.pth"), testing::HasSubstr("its pickle is not readable"));
  EXPECT_THAT(refusal("outside.pth"), testing::HasSubstr("tensor \"conv1_1.bias\" lies outside the file"));
  EXPECT_THAT(refusal("gaps.pth"), testing::HasSubstr("tensor \"conv1_1.bias\" is stored with gaps"));
}

TEST_F(HostileModels, WhatSwellsIsRefusedBeforeItDoes) {
  ASSERT_NO_FATAL_FAILURE(write({"deflated.pth", "bomb.mat"}));
  EXPECT_THAT(refusal("deflated.pth"), testing::HasSubstr("is compressed or encrypted"));
  const fs::path bomb = folder_ / "bomb.mat";
  EXPECT_LE(memory_growth([&] { EXPECT_THAT(refusal("bomb.mat"), testing::HasSubstr("larger than the file")); }),
            16 * static_cast<double>(fs::file_size(bomb)) + (6 << 20U));
}

TEST_F(HostileModels, WeightsThatAreNoNumbers) {
  const Formats formats = {"nan.pth", "nan.mat", "nan.caffemodel"};
  ASSERT_NO_FATAL_FAILURE(write(formats));
  for (const std::string& format : formats) {
    EXPECT_THAT(refusal(format), testing::HasSubstr("tensor \"conv2_1.weight\" has values that are no numbers"));
  }
}

TEST_F(HostileModels, TruncatedAnywhere) {
  ASSERT_NO_FATAL_FAILURE(write_one_of_each());
  for_each_file([](const fs::path& file) {
    EXPECT_TRUE(is_read(file));
    constexpr std::uintmax_t every_byte = 3000;  // at both ends
    const std::uintmax_t size = fs::file_size(file);
    std::size_t read = 0;
    for (std::uintmax_t length = size; length-- > 0;) {
      if (length < every_byte || length > size - every_byte || length % 1009 == 0) {
        fs::resize_file(file, length);
        read += is_read(file) ? 1U : 0U;
      }
    }
    // Behind the last layer that counts, MatConvNet and Caffe have others; a message may end after each.
    EXPECT_LE(read, 1000U);
  });
}

TEST_F(HostileModels, BitsFlippedAnywhere) {
  ASSERT_NO_FATAL_FAILURE(write_one_of_each());
  std::mt19937 random(7);
  for_each_file([&](const fs::path& file) {
    const std::uintmax_t size = fs::file_size(file);
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    const auto flip = [&](std::uintmax_t at, unsigned bit) {
      stream.seekg(static_cast<std::streamoff>(at));
      const int byte = stream.get();
      stream.seekp(static_cast<std::streamoff>(at));
      stream.put(static_cast<char>(static_cast<unsigned>(byte) ^ (1U << bit)));
      stream.flush();
      ASSERT_TRUE(stream);
    };
    for (int i = 0; i < 600; ++i) {
      // Where the format says most: at both ends; then anywhere.
      const std::uintmax_t within = std::min<std::uintmax_t>(i % 3 == 2 ? size : 2500, size);
      const std::uintmax_t place = random() % within;
      const std::uintmax_t at = i % 3 == 1 ? size - 1 - place : place;
      const unsigned bit = random() % 8U;
      flip(at, bit);
      (void)is_read(file);
      flip(at, bit);
    }
    EXPECT_TRUE(is_read(file));
  });
}

TEST_F(HostileModels, FilesOfNoFormat) {
  const fs::path file = folder_ / "model";
  for (const std::string_view text : {"", "x", "hello, I am a network, believe me", "\x89PNG\r\n\x1A\n"}) {
    write_text(file, text);
    EXPECT_THAT(refusal("model"), testing::HasSubstr("it is in no format that can be read")) << text;
  }
  write_text(file, "MATLAB 7.3 MAT-file, Platform: GLNXA64, Created on: Sat Nov 28 2026 HDF5 schema 1.00 .");
  EXPECT_THAT(refusal("model"), testing::HasSubstr("it is of MATLAB's version 7.3"));
  write_text(file, "PK\x03\x04");
  EXPECT_THAT(refusal("model"), testing::HasSubstr("its archive is not readable"));
}

}  // namespace
}  // namespace neural_style
